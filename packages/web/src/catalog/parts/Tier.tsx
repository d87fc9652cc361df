/** How much breaks with it: the fuller the mark, the more. Nothing where nobody says. */
export const Tier = ({ tier }: { readonly tier: number | null }) =>
  tier === null ? null : (
    <span className={`tier t${tier}`} title={tier === 0 ? 'Tier 0: the most critical' : `Tier ${tier}`}>
      <span className="unseen">tier </span>
      <span aria-hidden="true">T</span>
      {tier}
    </span>
  );
