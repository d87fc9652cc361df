type RoomProps = {
  readonly px: number;
  /** Inside a list it is an item, of which nothing is said. */
  readonly as?: 'div' | 'li';
};

/** As high as the lines that are not drawn. */
export const Room = ({ px, as: Tag = 'div' }: RoomProps) => (
  <Tag className="room" role="presentation" aria-hidden="true" style={{ height: `${px}px` }} />
);
