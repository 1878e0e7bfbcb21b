// One message for each kind of difficulty. They are the client's words, as somebody would paste them.
export const examples = [
  { kind: 'Angry', text: 'third time this invoice is wrong, fix it by 5pm or I call my lawyer' },
  { kind: 'Mistaken', text: 'The contract clearly says support is included for two years, so I am not going to pay this renewal. Please correct it.' },
  { kind: 'Asks too much', text: 'We need the whole migration finished by Monday, and of course within the price we agreed for the first phase.' },
  { kind: 'Crosses a line', text: 'You are the most useless clown I have ever had to deal with. Are you too stupid to read, or just too lazy?' },
  { kind: 'Calm', text: 'Thanks for the quick answer yesterday. Could you send me the updated timeline when you have a minute?' },
];
