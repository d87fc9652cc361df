/** The words that names are made of: some in thousands of names, as in any company. */
export const areas = (
  'checkout payments pricing search catalog cart orders shipping billing invoice ledger fraud identity accounts auth ' +
  'profile notification email sms push inventory warehouse delivery returns refunds loyalty coupons promotions ads ' +
  'recommendation ranking feed media image video content reviews ratings support chat tickets analytics metrics events ' +
  'experiment config gateway edge mobile web partner merchant seller supplier tax currency treasury risk compliance ' +
  'reporting data stream batch export import archive audit consent privacy session token device location maps routing ' +
  'fleet driver rider booking calendar travel hotel flight'
).split(' ');

export const things = (
  'core product customer order item price quote basket rule policy score model feature index query cache store stock ' +
  'label address contact document template message job task schedule workflow state snapshot version history timeline ' +
  'summary detail preview upload download transfer payout settlement balance account wallet card bank plan subscription ' +
  'usage quota limit license contract vendor catalog category brand tag media asset asset-link banner campaign segment ' +
  'audience cohort funnel dashboard alert incident report insight forecast signal trend session login password otp ' +
  'device fingerprint location region zone route stop trip vehicle driver slot seat room rate fare discount gift points'
).split(' ');

export const endings = {
  service:
    'service api worker consumer gateway backend frontend sync cron proxy svc adapter bff processor'.split(
      ' ',
    ),
  resource: 'db postgres redis queue topic bucket cache kafka dynamodb search-index'.split(' '),
} as const;

export const firstNames = (
  'ada alan barbara carol chen david edsger elena fatima frances grace hana hedy ivan james joan john karen ken ' +
  'leslie linus margaret maria mei niklaus olga omar priya radia rosa sofia tim tony vera wei yuki zoe'
).split(' ');

export const lastNames = (
  'abadi adams allen backus bartik berners chandra cheng cohen dijkstra engelbart floyd garcia goldberg hamilton ' +
  'hopper huang ito jones kaur kim knuth lamarr lamport li liskov lopez lovelace matsumoto mccarthy moore nguyen ' +
  'okafor patel perlman ritchie rossi sato schmidt shaw silva singh thompson torvalds turing wang wirth yamada'
).split(' ');

export const languages = 'go java kotlin typescript python rust ruby scala csharp elixir'.split(' ');
