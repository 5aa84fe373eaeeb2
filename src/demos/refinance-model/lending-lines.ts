import { amount, share } from './inputs.ts';
import type { Line, SheetPlan } from './sheet-lines.ts';

const number = '#,##0.0';
/** Whole amounts shown in thousands. */
export const thousands = '#,##0,;(#,##0,);"–"';

export function money(key: string, label: string, formula: string, role?: Line['role']): Line {
  return { key, label, unit: 'thousands', formula, format: thousands, ...(role && { role }) };
}

export function rate(key: string, label: string, formula: string): Line {
  return { key, label, unit: '%', formula, format: share };
}

export const lending: SheetPlan = {
  name: 'Lending',
  title: 'Lending: from an application to the loan book',
  blocks: [
    {
      purpose: 'demand, month by month',
      lines: [
        { heading: 'Demand' },
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
          formula: '=IF([period]>Payout_lag,INDEX([applications:],[period]-Payout_lag)*Conversion,0)',
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
      lines: [
        { heading: 'Loan book' },
        money('opening', 'At the beginning', '=[book<]'),
        money('paid-out', 'Paid out', '=[loans]*[average]'),
        money('repaid', 'Repaid', '=-[opening]*Repaid_per_year/12'),
        money('defaulted', 'Defaulted', '=-[opening]*Default_rate*(1+(Default_factor-1)*[case])/12'),
        money('book', 'At the end', '=SUM([opening],[paid-out],[repaid],[defaulted])', 'total'),
      ],
    },
    {
      purpose: 'interest, with the rate of each month kept for its loans',
      lines: [
        { heading: 'Interest of the book, a year' },
        rate('market', 'Market rate', '=Market_rate+Rate_rise*[case]'),
        rate('new-rate', 'Rate of new loans', '=[market]+Margin'),
        money('pool-opening', 'At the beginning', '=[pool<]'),
        money('pool-new', 'From new loans', '=[paid-out]*[new-rate]'),
        money(
          'pool-ended',
          'Ended by repayment and default',
          '=IF([opening]=0,0,[pool-opening]*([repaid]+[defaulted])/[opening])',
        ),
        money('pool', 'At the end', '=SUM([pool-opening],[pool-new],[pool-ended])', 'subtotal'),
        rate('book-rate', 'Average rate at the beginning', '=IF([opening]=0,0,[pool-opening]/[opening])'),
      ],
    },
    {
      purpose: 'homes from defaults until they are sold',
      lines: [
        { heading: 'Homes waiting for sale' },
        money('homes-opening', 'At the beginning', '=[homes<]'),
        money('homes-added', 'Taken over', '=-[defaulted]*(1-Loss_share)'),
        money('homes-sold', 'Sold', '=-IF([period]>Sale_lag,INDEX([homes-added:],[period]-Sale_lag),0)'),
        money('homes', 'At the end', '=SUM([homes-opening],[homes-added],[homes-sold])', 'total'),
      ],
    },
  ],
};
