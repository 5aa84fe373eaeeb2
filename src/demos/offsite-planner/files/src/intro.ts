/** Who the page speaks to, and how. */
export const intro = {
  audience: 'everyone',
  eyebrow: 'Company offsite 2027',
  headline: 'Two days by the lake, away from the inbox',
  lede: 'Talks in the morning, hands-on workshops after lunch, supper by the fire. Pick a workshop while there are seats.',
  join: 'Save my seat',
};
