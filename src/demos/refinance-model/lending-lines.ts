import { amount } from './inputs.ts';
import { heading, money, monthSheet, rate } from './month-sheet.ts';

const number = '#,##0.0';

export const lending = monthSheet('Lending', 'Lending: from an application to the loan book', [
  {
    purpose: 'demand, month by month',
    rows: [
      heading('Demand'),
      {
        key: 'years',
        label: 'Years since the start',
        unit: 'years',
        formula: '=YEAR([month])-YEAR(First_month)',
        format: '0',
      },
      {
        key: 'case',
        label: 'The case applies (1) or not yet (0)',
        unit: '',
        formula: '=IF([month]>=Case_start,1,0)',
        format: '0',
      },
      rate('open', 'Regions that are open', '=MIN(1,[period]/Opening_months)'),
      {
        key: 'applications',
        label: 'Applications',
        unit: 'number',
        formula:
          '=Applications_per_year/12*(1+Applications_growth)^[years]*[open]*(1-Fewer_applications*[case])',
        format: number,
      },
      {
        key: 'loans',
        label: 'Loans paid out',
        unit: 'number',
        formula: '=IF([period]>Payout_lag,INDEX([applications=],[period]-Payout_lag)*Conversion,0)',
        format: number,
      },
      {
        key: 'average',
        label: 'Average loan',
        unit: 'amount',
        formula: '=Average_loan*(1+Loan_growth)^[years]',
        format: amount,
      },
    ],
  },
  {
    purpose: 'the loan book: paid out, repaid, defaulted',
    rows: [
      heading('Loan book'),
      money('opening', 'At the beginning', '=[book<]'),
      money('paidOut', 'Paid out', '=[loans]*[average]'),
      money('repaid', 'Repaid', '=-[opening]*Repaid_per_year/12'),
      money('defaulted', 'Defaulted', '=-[opening]*Default_rate*(1+(Default_factor-1)*[case])/12'),
      money('book', 'At the end', '=SUM([opening],[paidOut],[repaid],[defaulted])', 'total'),
    ],
  },
  {
    purpose: 'interest, with the rate of each month kept for its loans',
    rows: [
      heading('Interest of the book, a year'),
      rate('market', 'Market rate', '=Market_rate+Rate_rise*[case]'),
      rate('newRate', 'Rate of new loans', '=[market]+Margin'),
      money('poolOpening', 'At the beginning', '=[pool<]'),
      money('poolNew', 'From new loans', '=[paidOut]*[newRate]'),
      money(
        'poolEnded',
        'Ended by repayment and default',
        '=IF([opening]=0,0,[poolOpening]*([repaid]+[defaulted])/[opening])',
      ),
      money('pool', 'At the end', '=SUM([poolOpening],[poolNew],[poolEnded])', 'subtotal'),
      rate('bookRate', 'Average rate at the beginning', '=IF([opening]=0,0,[poolOpening]/[opening])'),
    ],
  },
  {
    purpose: 'homes from defaults until they are sold',
    rows: [
      heading('Homes waiting for sale'),
      money('homesOpening', 'At the beginning', '=[homes<]'),
      money('homesAdded', 'Taken over', '=-[defaulted]*(1-Loss_share)'),
      money('homesSold', 'Sold', '=-IF([period]>Sale_lag,INDEX([homesAdded=],[period]-Sale_lag),0)'),
      money('homes', 'At the end', '=SUM([homesOpening],[homesAdded],[homesSold])', 'total'),
    ],
  },
]);
