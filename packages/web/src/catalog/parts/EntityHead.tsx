/** What the columns hold. For the eye alone: each line names its own to a screen reader. */
export const EntityHead = () => (
  <div className="entity-row entity-head" aria-hidden="true">
    <span className="kind-glyph" />
    <span className="entity-name">Name</span>
    <span className="entity-tier">Tier</span>
    <span className="entity-owner">Owner</span>
    <span className="entity-says">Description</span>
    <span className="entity-marks" />
    <span className="entity-lang">Language</span>
    <span className="entity-seen">Last seen</span>
  </div>
);
