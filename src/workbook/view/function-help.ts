/** One line of help for each function that a person is likely to type: its arguments, and what it gives. */

export interface FunctionHelp {
  readonly name: string;
  readonly arguments: string;
  readonly gives: string;
}

const table = `
SUM|numbers, …|Adds numbers
AVERAGE|numbers, …|The mean of numbers
MIN|numbers, …|The smallest number
MAX|numbers, …|The largest number
COUNT|values, …|How many numbers there are
COUNTA|values, …|How many cells are not empty
ROUND|number, places|Rounds to so many places
ROUNDUP|number, places|Rounds away from zero
ROUNDDOWN|number, places|Rounds towards zero
INT|number|The whole number at or below
MOD|number, divisor|What is left after dividing
ABS|number|The size without its sign
SUMPRODUCT|array, array, …|Multiplies row by row and adds
SUMIF|range, condition, [sum range]|Adds what meets a condition
SUMIFS|sum range, range, condition, …|Adds what meets all conditions
COUNTIF|range, condition|Counts what meets a condition
COUNTIFS|range, condition, …|Counts what meets all conditions
AVERAGEIFS|range, range, condition, …|The mean of what meets all conditions
MAXIFS|range, range, condition, …|The largest that meets all conditions
MINIFS|range, range, condition, …|The smallest that meets all conditions
IF|condition, then, else|One value or the other
IFS|condition, value, …|The value of the first condition that holds
SWITCH|value, case, result, …|The result of the case that matches
CHOOSE|number, first, second, …|The first, second, third … value
IFERROR|value, instead|Another value where there is an error
IFNA|value, instead|Another value where nothing is found
AND|conditions, …|True where all hold
OR|conditions, …|True where one holds
NOT|condition|The opposite
INDEX|range, row, [column]|The value at a place in a range
MATCH|value, range, [kind]|The place of a value in a range
XMATCH|value, range, [kind]|The place of a value in a range
XLOOKUP|value, where, what, [if none]|Finds a value and gives what stands beside it
VLOOKUP|value, table, column, [near]|Finds a row and gives one of its columns
HLOOKUP|value, table, row, [near]|Finds a column and gives one of its rows
OFFSET|from, rows, columns, [height], [width]|A range so many rows and columns away
INDIRECT|text|The range that a text names
NPV|rate, values, …|Worth today of payments at period ends
IRR|values, [guess]|The rate at which payments are worth nothing
XNPV|rate, values, dates|Worth today of dated payments
XIRR|values, dates, [guess]|The yearly rate of dated payments
PMT|rate, periods, loan, [rest], [start]|The level payment of a loan
IPMT|rate, period, periods, loan|The interest part of a payment
PPMT|rate, period, periods, loan|The repayment part of a payment
FV|rate, periods, payment, [now]|What payments grow to
PV|rate, periods, payment, [rest]|What payments are worth now
RATE|periods, payment, now, [rest]|The rate of level payments
NPER|rate, payment, now, [rest]|How many payments it takes
SLN|cost, rest, life|Level depreciation of one period
DB|cost, rest, life, period|Declining depreciation of a period
DATE|year, month, day|A day
YEAR|day|Its year
MONTH|day|Its month, 1 to 12
DAY|day|Its day of the month
EDATE|day, months|The same day so many months on
EOMONTH|day, months|The last day of a month so many months on
YEARFRAC|from, to, [basis]|The part of a year between two days
NETWORKDAYS|from, to, [holidays]|Working days between two days
TODAY||Today
TEXT|value, format|A number written in a format
LEFT|text, [count]|The first characters
RIGHT|text, [count]|The last characters
MID|text, from, count|Characters from the middle
LEN|text|How many characters
TRIM|text|Without needless spaces
UPPER|text|In capitals
CONCAT|texts, …|Texts joined
TEXTJOIN|between, skip empty, texts, …|Texts joined with something between
LET|name, value, …, result|Names values and uses them
SEQUENCE|rows, [columns], [start], [step]|A list of numbers
FILTER|range, condition, [if none]|The rows that meet a condition
SORT|range, [column], [order]|Rows in order
UNIQUE|range|Each value once
TRANSPOSE|range|Rows as columns
FORECAST.LINEAR|at, known values, known times|A value on the line through known ones
GROWTH|values, [times], [new times]|Values on an exponential curve
TREND|values, [times], [new times]|Values on a straight line
`;

export const functionHelp: readonly FunctionHelp[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [name = '', args = '', gives = ''] = line.split('|');
    return { name, arguments: args, gives };
  });

const byName = new Map(functionHelp.map((help) => [help.name, help]));

export function helpFor(name: string): FunctionHelp | undefined {
  return byName.get(name.toUpperCase());
}
