/** The company this app belongs to. */
export const brand: { name: string; initials: string; logo: string } = {
  name: 'Harrow & Vale Mutual',
  initials: 'HV',
  logo: '',
};
