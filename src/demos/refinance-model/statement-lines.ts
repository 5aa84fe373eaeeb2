import { heading, money, monthSheet, rate } from './month-sheet.ts';

export const profit = monthSheet('Profit', 'Profit and loss', [
  {
    purpose: 'income',
    rows: [
      heading('Income'),
      money('interestIn', 'Interest from customers', '=[Lending!poolOpening]/12'),
      money('interestOut', 'Interest to treasury', '=-[Funding!interest]'),
      money('netInterest', 'Net interest', '=[interestIn]+[interestOut]', 'subtotal'),
      money('fees', 'Fees at payout', '=[Lending!paidOut]*Arrangement_fee'),
      money('income', 'Income', '=[netInterest]+[fees]', 'total'),
    ],
  },
  {
    purpose: 'costs, credit losses and profit',
    rows: [
      heading('Costs and profit'),
      money('operating', 'Operating costs', '=-[Costs!operating]'),
      money('writtenOff', 'Write-off of the loan system', '=[Costs!systemWrittenOff]'),
      money('creditLosses', 'Credit losses', '=[Lending!defaulted]*Loss_share'),
      money(
        'beforeTax',
        'Profit before tax',
        '=[income]+[operating]+[writtenOff]+[creditLosses]',
        'subtotal',
      ),
      money('tax', 'Tax', '=-[Costs!tax]'),
      money('net', 'Net profit', '=[beforeTax]+[tax]', 'total'),
      money('yearSoFar', 'Net profit of the year so far', '=IF(MONTH([month])=1,0,[yearSoFar<])+[net]'),
      {
        key: 'earns',
        label: 'Earns money (1) or not (0)',
        unit: '',
        formula: '=IF([net]>0,1,0)',
        format: '0',
      },
    ],
  },
]);

export const cashFlow = monthSheet('CashFlow', 'Cash flow', [
  {
    purpose: 'cash from operations',
    rows: [
      heading('Operations'),
      money('net', 'Net profit', '=[Profit!net]'),
      money('writtenOff', 'Write-off of the loan system, no cash', '=-[Costs!systemWrittenOff]'),
      money('owed', 'More owed to valuers and lawyers', '=[Costs!owed]-[Costs!owed<]'),
      money('taxOwed', 'More tax owed', '=[Costs!taxOwed]-[Costs!taxOwed<]'),
      money('homes', 'More homes waiting for sale', '=[Lending!homes<]-[Lending!homes]'),
      money(
        'operations',
        'Cash from operations',
        '=SUM([net],[writtenOff],[owed],[taxOwed],[homes])',
        'total',
      ),
    ],
  },
  {
    purpose: 'cash that goes into loans and the system',
    rows: [
      heading('Lending and investment'),
      money('paidOut', 'Loans paid out', '=-[Lending!paidOut]'),
      money('repaid', 'Loans repaid', '=-[Lending!repaid]'),
      money('defaulted', 'Defaulted loans, no cash', '=-[Lending!defaulted]'),
      money('lending', 'Cash into lending', '=SUM([paidOut],[repaid],[defaulted])', 'subtotal'),
      money('system', 'Loan system', '=-[Costs!systemBought]', 'subtotal'),
    ],
  },
  {
    purpose: 'money from outside, and the cash at the end',
    rows: [
      heading('Money from outside'),
      money(
        'paidIn',
        'Paid in by the group',
        '=IF(MONTH([month])=1,CHOOSE([Lending!years]+1,Own_funds_2027,Own_funds_2028,Own_funds_2029),0)',
      ),
      money('dividend', 'Dividend', '=-IF(MONTH([month])=1,Dividend_share*MAX(0,[Profit!yearSoFar<]),0)'),
      money('treasury', 'Treasury, drawn or paid back', '=[Funding!drawn]'),
      money('outside', 'Cash from outside', '=SUM([paidIn],[dividend],[treasury])', 'subtotal'),
      heading('Cash'),
      money('cashOpening', 'At the beginning', '=[cash<]'),
      money('change', 'Change', '=[operations]+[lending]+[system]+[outside]'),
      money('cash', 'At the end', '=[cashOpening]+[change]', 'total'),
    ],
  },
]);

export const balance = monthSheet('Balance', 'Balance sheet', [
  {
    purpose: 'what the unit has',
    rows: [
      heading('What the unit has'),
      money('cash', 'Cash', '=[CashFlow!cash]'),
      money('book', 'Loan book', '=[Lending!book]'),
      money('homes', 'Homes waiting for sale', '=[Lending!homes]'),
      money('system', 'Loan system', '=[Costs!system]'),
      money('assets', 'Total', '=SUM([cash],[book],[homes],[system])', 'total'),
    ],
  },
  {
    purpose: 'what it owes, and its own funds',
    rows: [
      heading('What it owes, and own funds'),
      money('treasury', 'Treasury', '=[Funding!treasury]'),
      money('owed', 'Valuers and lawyers', '=[Costs!owed]'),
      money('taxOwed', 'Tax', '=[Costs!taxOwed]'),
      money('liabilities', 'Owed', '=SUM([treasury],[owed],[taxOwed])', 'subtotal'),
      money('paidIn', 'Paid in by the group', '=[paidIn<]+[CashFlow!paidIn]'),
      money('kept', 'Profit kept', '=[kept<]+[Profit!net]+[CashFlow!dividend]'),
      money('ownFunds', 'Own funds', '=[paidIn]+[kept]', 'subtotal'),
      money('total', 'Total', '=[liabilities]+[ownFunds]', 'total'),
    ],
  },
  {
    purpose: 'what must be nothing in every month',
    rows: [
      heading('Must be nothing in every month'),
      money('difference', 'Has less owes', '=[assets]-[total]', 'check'),
      money(
        'cashTie',
        'Cash, as treasury counts it',
        '=[cash]-[Funding!cashBefore]-[Funding!drawn]',
        'check',
      ),
      money(
        'bookTie',
        'Loan book, from all its movements',
        '=[book]-[book<]-[Lending!paidOut]-[Lending!repaid]-[Lending!defaulted]',
        'check',
      ),
    ],
  },
  {
    purpose: 'own funds, as the supervisor counts them',
    rows: [
      heading('Own funds, as the supervisor counts'),
      money('weighted', 'Weighted book', '=[book]*Loan_weight'),
      money('needed', 'Own funds asked for', '=[weighted]*Own_funds_rule'),
      money('spare', 'Own funds to spare', '=[ownFunds]-[needed]', 'total'),
      rate('ratio', 'Own funds of the weighted book', '=IF([weighted]=0,0,[ownFunds]/[weighted])'),
    ],
  },
]);
