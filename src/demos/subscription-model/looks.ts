/** Number formats of the subscription model. */

/** Amounts in euros; what is paid stands in brackets, nothing is a dash. */
export const money = '#,##0_);(#,##0);"–"_)';
export const share = '0.0%_);(0.0%);"–"_)';
export const people = '#,##0.0_);(#,##0.0);"–"_)';
export const index = '0.000';
export const month = 'mmm yy';
/** Numbers of months and years; the month before the first shows nothing. */
export const count = '0;-0;';
