/** Who has signed up so far (invented people). */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly team: string;
  readonly workshop: string;
  readonly food: string;
  readonly signedUp: string;
  readonly withdrawn: boolean;
}

const rows = `
Mara Lindqvist|Product|memo|Vegetarian|04-12
Theo Adeyemi|Sales|memo|Everything|04-12
Priya Raman|Product|memo|Vegan|04-12
Jonas Weber|Finance|pricing|Everything|04-12
Aiko Tanaka|Operations|process|Everything|04-12
Sam Okoro|People|memo|Gluten-free|04-13
Ines Duarte|People|process|Vegetarian|04-13
Luca Moretti|Sales|pricing|Everything|04-13
Hanna Virtanen|Product|memo|Everything|04-14
Omar Haddad|Operations|process|Everything|04-14
Grace Nwosu|Finance|memo|Vegetarian|04-14
Peter Novak|Operations|process|Everything|04-15
Lena Fischer|Sales|memo|Everything|04-15
Ravi Menon|Product|pricing|Vegan|04-15
Clara Jensen|Product|memo|Everything|04-15
Tom Ashworth|Sales|pricing|Everything|04-16
Yuki Mori|Operations|process|Gluten-free|04-16
Elif Kaya|People|memo|Vegetarian|04-19
Nadia Petrova|Finance|pricing|Everything|04-19
Ben Carver|Sales|process|Everything|04-19
Marta Silva|Operations|memo|Everything|04-19
Arun Patel|Product|pricing|Vegetarian|04-20
Sofia Rossi|Sales|memo|Everything|04-20
Henrik Dahl|Operations|process|Everything|04-20
Zoe Laurent|Product|pricing|Vegan|04-20
Kofi Mensah|Sales|pricing|Everything|04-21
Iris Blom|People|memo|Everything|04-21
Dan Whitlock|Operations|process|Everything|04-21
Amara Diallo|Product|pricing|Everything|04-22
Felix Braun|Finance|process|Vegetarian|04-22
Rosa Iglesias|Sales|pricing|Everything|04-23
`.trim();

export const startingPeople: readonly Person[] = rows.split('\n').map((row, index) => {
  const [name = '', team = '', workshop = '', food = '', day = ''] = row.split('|');
  const email = `${name.toLowerCase().replace(' ', '.')}@example.com`;
  return { id: `p${index + 1}`, name, email, team, workshop, food, signedUp: `2027-${day}`, withdrawn: false };
});
