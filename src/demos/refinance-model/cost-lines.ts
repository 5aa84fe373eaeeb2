import { amount } from './inputs.ts';
import { heading, money, monthSheet, rate } from './month-sheet.ts';

export const costs = monthSheet('Costs', 'Costs, the loan system and tax', [
  {
    purpose: 'what the unit costs each month',
    rows: [
      heading('Operating costs'),
      {
        key: 'unitCost',
        label: 'Cost of one application',
        unit: 'amount',
        formula: '=Cost_per_application',
        format: amount,
      },
      money('handling', 'Handling applications', '=[Lending!applications]*[unitCost]'),
      { key: 'people', label: 'People', unit: 'number', formula: '=People', format: '#,##0.0' },
      {
        key: 'pay',
        label: 'Pay of one person a month',
        unit: 'amount',
        formula: '=Pay_per_person*(1+Pay_rise)^[Lending!years]/12',
        format: amount,
      },
      money('staff', 'Pay, pensions and insurance', '=[people]*[pay]*(1+On_top_of_pay)'),
      money('rent', 'Rent and licences', '=Rent_and_licences/12'),
      money('operating', 'Operating costs', '=[handling]+[staff]+[rent]', 'total'),
    ],
  },
  {
    purpose: 'what is owed to valuers and lawyers, and the loan system',
    rows: [
      heading('Owed to valuers and lawyers'),
      money('owedOpening', 'At the beginning', '=[owed<]'),
      money('owedNew', 'Handled this month', '=[handling]'),
      money('owedPaid', 'Paid', '=-[owedOpening]'),
      money('owed', 'At the end', '=SUM([owedOpening],[owedNew],[owedPaid])', 'total'),
      heading('Loan system'),
      money('systemOpening', 'At the beginning', '=[system<]'),
      money('systemBought', 'Bought', '=IF([period]=1,System_cost,0)'),
      money(
        'systemWrittenOff',
        'Written off',
        '=-IF([period]<=Write_off_months,System_cost/Write_off_months,0)',
      ),
      money('system', 'At the end', '=SUM([systemOpening],[systemBought],[systemWrittenOff])', 'total'),
    ],
  },
  {
    purpose: 'tax, with losses carried forward',
    rows: [
      heading('Tax'),
      money('lossesOpening', 'Losses brought forward', '=[losses<]'),
      money('lossesNew', 'New losses', '=MAX(0,-[Profit!beforeTax])'),
      money('lossesUsed', 'Used', '=-MIN([lossesOpening],MAX(0,[Profit!beforeTax]))'),
      money('losses', 'Losses carried forward', '=SUM([lossesOpening],[lossesNew],[lossesUsed])', 'subtotal'),
      money('taxable', 'Profit that is taxed', '=MAX(0,[Profit!beforeTax])+[lossesUsed]'),
      money('tax', 'Tax', '=[taxable]*Tax_rate', 'total'),
      money('taxOpening', 'Tax owed at the beginning', '=[taxOwed<]'),
      money('taxPaid', 'Paid after the quarter', '=-IF(MOD([period],3)=1,[taxOpening],0)'),
      money('taxOwed', 'Tax owed at the end', '=SUM([taxOpening],[tax],[taxPaid])', 'total'),
    ],
  },
]);

export const funding = monthSheet('Funding', 'Funding: what treasury lends, and at which rate', [
  {
    purpose: 'the rate that treasury asks for',
    rows: [
      heading('Rate'),
      rate(
        'locked',
        'Locked in with the loans',
        '=IF([Lending!opening]=0,[Lending!market],[Lending!bookRate]-Margin)',
      ),
      rate('floating', 'Following the market', '=[Lending!market]'),
      rate('rate', 'Paid on average', '=(1-Floating_share)*[locked]+Floating_share*[floating]'),
    ],
  },
  {
    purpose: 'how much treasury lends',
    rows: [
      heading('Treasury'),
      money('opening', 'At the beginning', '=[treasury<]'),
      money(
        'cashBefore',
        'Cash before treasury',
        '=[CashFlow!cashOpening]+[CashFlow!operations]+[CashFlow!lending]+[CashFlow!system]+[CashFlow!paidIn]+[CashFlow!dividend]',
      ),
      money('drawn', 'Drawn or paid back', '=MAX(-[opening],Minimum_cash-[cashBefore])'),
      money('treasury', 'At the end', '=[opening]+[drawn]', 'total'),
      money('interest', 'Interest', '=[opening]*[rate]/12'),
    ],
  },
]);
