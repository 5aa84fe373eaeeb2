/** Revenue, costs and machines of the subscription model, as rows with keys. */
import { gap, heading, type SheetPlan, type SheetRow } from '../model/model-sheet.ts';
import { count, index, month, people } from './looks.ts';

export const months = 60;
const plans = ['Studio', 'Team', 'Floor'] as const;

/** One row a plan, then a free row that the total counts in. */
function byPlan(key: string, unit: string, row: (plan: string) => Partial<SheetRow>): SheetRow[] {
  const { format } = row('');
  return [
    ...plans.map((plan) => ({ key: `${key}_${plan}`, label: plan, unit, ...row(plan) })),
    { label: '', key: `${key}_gap`, ...(format && { format }) },
  ];
}

/** The head of every other sheet: the same months. */
export function timeHead(title: string): SheetRow[] {
  return [
    { label: title, role: 'title' },
    { label: 'Month', opening: 'Start', formula: '=[Revenue!end]', role: 'heading', format: month },
    { key: 'month', label: 'Month of the plan', formula: '=[Revenue!month]', role: 'note', format: count },
    { key: 'year', label: 'Year of the plan', formula: '=[Revenue!year]', role: 'note', format: count },
  ];
}

export const revenue: SheetPlan = {
  sheet: 'Revenue',
  lead: 3,
  periods: months,
  parts: [
    {
      purpose: 'the sixty months, and the price of each plan',
      rows: [
        { label: 'Customers and revenue', role: 'title' },
        {
          key: 'end',
          label: 'Month',
          opening: 'Start',
          formula: '=EOMONTH(Start_date,[month]-1)',
          name: 'Month_end',
          role: 'heading',
          format: month,
        },
        {
          key: 'month',
          label: 'Month of the plan',
          opening: 0,
          formula: '=[month<]+1',
          name: 'Plan_month',
          role: 'note',
          format: count,
        },
        {
          key: 'year',
          label: 'Year of the plan',
          formula: '=ROUNDUP([month]/12,0)',
          name: 'Plan_year',
          role: 'note',
          format: count,
        },
        heading('Price a month'),
        ...byPlan('price', 'EUR', (plan) => ({ formula: `=Price_${plan}*(1+Price_rise)^([year^]-1)` })),
      ],
    },
    {
      purpose: 'who joins, who leaves, who stays, and what they pay',
      rows: [
        heading('New customers'),
        ...byPlan('new', 'customers', (plan) => ({
          formula: `=New_${plan}*New_factor*(1+New_growth)^([year^]-1)`,
          format: people,
        })),
        {
          key: 'new',
          label: 'New customers',
          unit: 'customers',
          formula: '=SUM([new_Studio:new_gap])',
          name: 'New_customers',
          role: 'subtotal',
          format: people,
        },
        gap,
        heading('Customers who leave'),
        ...byPlan('leave', 'customers', (plan) => ({
          formula: `=-[customers_${plan}<]*Churn`,
          format: people,
        })),
        {
          key: 'leave',
          label: 'Customers who leave',
          unit: 'customers',
          formula: '=SUM([leave_Studio:leave_gap])',
          role: 'subtotal',
          format: people,
        },
        gap,
        heading('Customers at the end of the month'),
        ...byPlan('customers', 'customers', (plan) => ({
          opening: `=Customers_${plan}`,
          formula: `=[customers_${plan}<]+[new_${plan}]+[leave_${plan}]`,
        })),
        {
          key: 'customers',
          label: 'Customers',
          unit: 'customers',
          opening: '=SUM([customers_Studio:customers_gap])',
          formula: '=SUM([customers_Studio:customers_gap])',
          name: 'Customers',
          role: 'total',
        },
        gap,
        heading('Revenue'),
        ...byPlan('revenue', 'EUR', (plan) => ({ formula: `=[customers_${plan}]*[price_${plan}]` })),
        {
          key: 'revenue',
          label: 'Revenue',
          unit: 'EUR',
          formula: '=SUM([revenue_Studio:revenue_gap])',
          role: 'total',
        },
      ],
    },
  ],
};

export const costs: SheetPlan = {
  sheet: 'Costs',
  lead: 3,
  periods: months,
  parts: [
    {
      purpose: 'the cost of beans, route people, office, marketing and rent',
      rows: [
        ...timeHead('Costs'),
        heading('Price levels'),
        {
          key: 'inflation',
          label: 'Prices of suppliers, first year is 1',
          unit: 'index',
          formula: '=(1+Cost_inflation)^([year]-1)',
          format: index,
        },
        {
          key: 'pay',
          label: 'Wages, first year is 1',
          unit: 'index',
          formula: '=(1+Wage_rise)^([year]-1)',
          format: index,
        },
        gap,
        heading('Delivery'),
        ...byPlan('delivery', 'EUR', (plan) => ({
          formula: `=-[Revenue!customers_${plan}]*Delivery_${plan}*[inflation^]`,
        })),
        {
          key: 'delivery',
          label: 'Cost of delivery',
          unit: 'EUR',
          formula: '=SUM([delivery_Studio:delivery_gap])',
          role: 'subtotal',
        },
        gap,
        heading('Team'),
        {
          key: 'route',
          label: 'Route people',
          unit: 'people',
          formula: '=[Revenue!customers]/Customers_per_route',
          name: 'Route_people',
          format: people,
        },
        {
          key: 'office',
          label: 'People in the office',
          unit: 'people',
          formula: '=Office_team',
          format: people,
        },
        {
          key: 'wage_route',
          label: 'Wages on the route',
          unit: 'EUR',
          formula: '=-[route]*Wage_route*[pay]',
        },
        {
          key: 'wage_office',
          label: 'Wages in the office',
          unit: 'EUR',
          formula: '=-[office]*Wage_office*[pay]',
        },
        {
          key: 'social',
          label: 'Social charges',
          unit: 'EUR',
          formula: '=([wage_route]+[wage_office])*Social_rate',
        },
        {
          key: 'wages',
          label: 'Cost of the team',
          unit: 'EUR',
          formula: '=SUM([wage_route:social])',
          role: 'subtotal',
        },
        gap,
        heading('Marketing and rent'),
        {
          key: 'marketing',
          label: 'Marketing',
          unit: 'EUR',
          formula: '=-[Revenue!new]*Acquisition_cost*[inflation]',
        },
        {
          key: 'rent',
          label: 'Rent, software and the rest',
          unit: 'EUR',
          formula: '=-Rent_month*[inflation]',
        },
      ],
    },
  ],
};

export const machines: SheetPlan = {
  sheet: 'Machines',
  lead: 3,
  periods: months,
  parts: [
    {
      purpose: 'the machines: bought with every new customer, written off evenly',
      rows: [
        ...timeHead('Machines'),
        heading('Machines for new customers'),
        ...byPlan('value', 'EUR', (plan) => ({ formula: `=[Revenue!new_${plan}]*Machine_${plan}` })),
        {
          key: 'value',
          label: 'Machines for new customers',
          unit: 'EUR',
          formula: '=SUM([value_Studio:value_gap])',
          name: 'Machine_value',
          role: 'subtotal',
        },
        { ...gap, key: 'lease_gap' },
        {
          key: 'bought',
          label: 'Machines bought',
          unit: 'EUR',
          formula: '=SUM([value:lease_gap])',
          name: 'Machines_bought',
          role: 'total',
        },
        gap,
        heading('In the books'),
        { key: 'opening', label: 'At the start of the month', unit: 'EUR', formula: '=[closing<]' },
        { key: 'added', label: 'Bought', unit: 'EUR', formula: '=[bought]' },
        {
          key: 'old',
          label: 'Written off: machines we had',
          unit: 'EUR',
          formula: '=-IF([month]<=Start_machine_months,Start_machines/Start_machine_months,0)',
        },
        {
          key: 'new',
          label: 'Written off: machines bought since',
          unit: 'EUR',
          formula: '=-SUMIFS([bought=],[month=],">"&[month]-Machine_life,[month=],"<="&[month])/Machine_life',
        },
        {
          key: 'closing',
          label: 'At the end of the month',
          unit: 'EUR',
          opening: '=Start_machines',
          formula: '=SUM([opening:new])',
          role: 'total',
        },
      ],
    },
  ],
};
