import { amount } from './inputs.ts';
import { money, rate } from './lending-lines.ts';
import type { SheetPlan } from './sheet-lines.ts';

export const costs: SheetPlan = {
  name: 'Costs',
  title: 'Costs, the loan system and tax',
  blocks: [
    {
      purpose: 'what the unit costs each month',
      lines: [
        { heading: 'Operating costs' },
        {
          key: 'unit-cost',
          label: 'Cost of one application',
          unit: 'amount',
          formula: '=Cost_per_application',
          format: amount,
        },
        money('handling', 'Handling applications', '=[Lending.applications]*[unit-cost]'),
        { key: 'people', label: 'People', unit: 'number', formula: '=People', format: '#,##0.0' },
        {
          key: 'pay',
          label: 'Pay of one person a month',
          unit: 'amount',
          formula: '=Pay_per_person*(1+Pay_rise)^[Lending.years]/12',
          format: amount,
        },
        money('staff', 'Pay, pensions and insurance', '=[people]*[pay]*(1+On_top_of_pay)'),
        money('rent', 'Rent and licences', '=Rent_and_licences/12'),
        money('operating', 'Operating costs', '=[handling]+[staff]+[rent]', 'total'),
      ],
    },
    {
      purpose: 'what is owed to valuers and lawyers, and the loan system',
      lines: [
        { heading: 'Owed to valuers and lawyers' },
        money('owed-opening', 'At the beginning', '=[owed<]'),
        money('owed-new', 'Handled this month', '=[handling]'),
        money('owed-paid', 'Paid', '=-[owed-opening]'),
        money('owed', 'At the end', '=SUM([owed-opening],[owed-new],[owed-paid])', 'total'),
        { heading: 'Loan system' },
        money('system-opening', 'At the beginning', '=[system<]'),
        money('system-bought', 'Bought', '=IF([period]=1,System_cost,0)'),
        money(
          'system-written-off',
          'Written off',
          '=-IF([period]<=Write_off_months,System_cost/Write_off_months,0)',
        ),
        money('system', 'At the end', '=SUM([system-opening],[system-bought],[system-written-off])', 'total'),
      ],
    },
    {
      purpose: 'tax, with losses carried forward',
      lines: [
        { heading: 'Tax' },
        money('losses-opening', 'Losses brought forward', '=[losses<]'),
        money('losses-new', 'New losses', '=MAX(0,-[Profit.before-tax])'),
        money('losses-used', 'Used', '=-MIN([losses-opening],MAX(0,[Profit.before-tax]))'),
        money(
          'losses',
          'Losses carried forward',
          '=SUM([losses-opening],[losses-new],[losses-used])',
          'subtotal',
        ),
        money('taxable', 'Profit that is taxed', '=MAX(0,[Profit.before-tax])+[losses-used]'),
        money('tax', 'Tax', '=[taxable]*Tax_rate', 'total'),
        money('tax-opening', 'Tax owed at the beginning', '=[tax-owed<]'),
        money('tax-paid', 'Paid after the quarter', '=-IF(MOD([period],3)=1,[tax-opening],0)'),
        money('tax-owed', 'Tax owed at the end', '=SUM([tax-opening],[tax],[tax-paid])', 'total'),
      ],
    },
  ],
};

export const funding: SheetPlan = {
  name: 'Funding',
  title: 'Funding: what treasury lends, and at which rate',
  blocks: [
    {
      purpose: 'the rate that treasury asks for',
      lines: [
        { heading: 'Rate' },
        rate(
          'locked',
          'Locked in with the loans',
          '=IF([Lending.opening]=0,[Lending.market],[Lending.book-rate]-Margin)',
        ),
        rate('floating', 'Following the market', '=[Lending.market]'),
        rate('rate', 'Paid on average', '=(1-Floating_share)*[locked]+Floating_share*[floating]'),
      ],
    },
    {
      purpose: 'how much treasury lends',
      lines: [
        { heading: 'Treasury' },
        money('opening', 'At the beginning', '=[treasury<]'),
        money(
          'cash-before',
          'Cash before treasury',
          '=[CashFlow.cash-opening]+[CashFlow.operations]+[CashFlow.lending]+[CashFlow.system]+[CashFlow.paid-in]+[CashFlow.dividend]',
        ),
        money('drawn', 'Drawn or paid back', '=MAX(-[opening],Minimum_cash-[cash-before])'),
        money('treasury', 'At the end', '=[opening]+[drawn]', 'total'),
        money('interest', 'Interest', '=[opening]*[rate]/12'),
      ],
    },
  ],
};
