import { money, rate } from './lending-lines.ts';
import type { SheetPlan } from './sheet-lines.ts';

export const profit: SheetPlan = {
  name: 'Profit',
  title: 'Profit and loss',
  blocks: [
    {
      purpose: 'income',
      lines: [
        { heading: 'Income' },
        money('interest-in', 'Interest from customers', '=[Lending.pool-opening]/12'),
        money('interest-out', 'Interest to treasury', '=-[Funding.interest]'),
        money('net-interest', 'Net interest', '=[interest-in]+[interest-out]', 'subtotal'),
        money('fees', 'Fees at payout', '=[Lending.paid-out]*Arrangement_fee'),
        money('income', 'Income', '=[net-interest]+[fees]', 'total'),
      ],
    },
    {
      purpose: 'costs, credit losses and profit',
      lines: [
        { heading: 'Costs and profit' },
        money('operating', 'Operating costs', '=-[Costs.operating]'),
        money('written-off', 'Write-off of the loan system', '=[Costs.system-written-off]'),
        money('credit-losses', 'Credit losses', '=[Lending.defaulted]*Loss_share'),
        money(
          'before-tax',
          'Profit before tax',
          '=[income]+[operating]+[written-off]+[credit-losses]',
          'subtotal',
        ),
        money('tax', 'Tax', '=-[Costs.tax]'),
        money('net', 'Net profit', '=[before-tax]+[tax]', 'total'),
        money('year-so-far', 'Net profit of the year so far', '=IF(MONTH([month])=1,0,[year-so-far<])+[net]'),
        {
          key: 'earns',
          label: 'Earns money (1) or not (0)',
          unit: '',
          formula: '=IF([net]>0,1,0)',
          format: '0',
        },
      ],
    },
  ],
};

export const cashFlow: SheetPlan = {
  name: 'CashFlow',
  title: 'Cash flow',
  blocks: [
    {
      purpose: 'cash from operations',
      lines: [
        { heading: 'Operations' },
        money('net', 'Net profit', '=[Profit.net]'),
        money('written-off', 'Write-off of the loan system, no cash', '=-[Costs.system-written-off]'),
        money('owed', 'More owed to valuers and lawyers', '=[Costs.owed]-[Costs.owed<]'),
        money('tax-owed', 'More tax owed', '=[Costs.tax-owed]-[Costs.tax-owed<]'),
        money('homes', 'More homes waiting for sale', '=[Lending.homes<]-[Lending.homes]'),
        money(
          'operations',
          'Cash from operations',
          '=SUM([net],[written-off],[owed],[tax-owed],[homes])',
          'total',
        ),
      ],
    },
    {
      purpose: 'cash that goes into loans and the system',
      lines: [
        { heading: 'Lending and investment' },
        money('paid-out', 'Loans paid out', '=-[Lending.paid-out]'),
        money('repaid', 'Loans repaid', '=-[Lending.repaid]'),
        money('defaulted', 'Defaulted loans, no cash', '=-[Lending.defaulted]'),
        money('lending', 'Cash into lending', '=SUM([paid-out],[repaid],[defaulted])', 'subtotal'),
        money('system', 'Loan system', '=-[Costs.system-bought]', 'subtotal'),
      ],
    },
    {
      purpose: 'money from outside, and the cash at the end',
      lines: [
        { heading: 'Money from outside' },
        money(
          'paid-in',
          'Paid in by the group',
          '=IF(MONTH([month])=1,CHOOSE([Lending.years]+1,Own_funds_2027,Own_funds_2028,Own_funds_2029),0)',
        ),
        money('dividend', 'Dividend', '=-IF(MONTH([month])=1,Dividend_share*MAX(0,[Profit.year-so-far<]),0)'),
        money('treasury', 'Treasury, drawn or paid back', '=[Funding.drawn]'),
        money('outside', 'Cash from outside', '=SUM([paid-in],[dividend],[treasury])', 'subtotal'),
        { heading: 'Cash' },
        money('cash-opening', 'At the beginning', '=[cash<]'),
        money('change', 'Change', '=[operations]+[lending]+[system]+[outside]'),
        money('cash', 'At the end', '=[cash-opening]+[change]', 'total'),
      ],
    },
  ],
};

export const balance: SheetPlan = {
  name: 'Balance',
  title: 'Balance sheet',
  blocks: [
    {
      purpose: 'what the unit has',
      lines: [
        { heading: 'What the unit has' },
        money('cash', 'Cash', '=[CashFlow.cash]'),
        money('book', 'Loan book', '=[Lending.book]'),
        money('homes', 'Homes waiting for sale', '=[Lending.homes]'),
        money('system', 'Loan system', '=[Costs.system]'),
        money('assets', 'Total', '=SUM([cash],[book],[homes],[system])', 'total'),
      ],
    },
    {
      purpose: 'what it owes, and its own funds',
      lines: [
        { heading: 'What it owes, and own funds' },
        money('treasury', 'Treasury', '=[Funding.treasury]'),
        money('owed', 'Valuers and lawyers', '=[Costs.owed]'),
        money('tax-owed', 'Tax', '=[Costs.tax-owed]'),
        money('liabilities', 'Owed', '=SUM([treasury],[owed],[tax-owed])', 'subtotal'),
        money('paid-in', 'Paid in by the group', '=[paid-in<]+[CashFlow.paid-in]'),
        money('kept', 'Profit kept', '=[kept<]+[Profit.net]+[CashFlow.dividend]'),
        money('own-funds', 'Own funds', '=[paid-in]+[kept]', 'subtotal'),
        money('total', 'Total', '=[liabilities]+[own-funds]', 'total'),
      ],
    },
    {
      purpose: 'what must be nothing in every month',
      lines: [
        { heading: 'Must be nothing in every month' },
        money('difference', 'Has less owes', '=[assets]-[total]', 'check'),
        money(
          'cash-tie',
          'Cash, as treasury counts it',
          '=[cash]-[Funding.cash-before]-[Funding.drawn]',
          'check',
        ),
        money(
          'book-tie',
          'Loan book, from all its movements',
          '=[book]-[book<]-[Lending.paid-out]-[Lending.repaid]-[Lending.defaulted]',
          'check',
        ),
      ],
    },
    {
      purpose: 'own funds, as the supervisor counts them',
      lines: [
        { heading: 'Own funds, as the supervisor counts' },
        money('weighted', 'Weighted book', '=[book]*Loan_weight'),
        money('needed', 'Own funds asked for', '=[weighted]*Own_funds_rule'),
        money('spare', 'Own funds to spare', '=[own-funds]-[needed]', 'total'),
        rate('ratio', 'Own funds of the weighted book', '=IF([weighted]=0,0,[own-funds]/[weighted])'),
      ],
    },
  ],
};
