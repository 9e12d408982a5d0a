/**
 * The order of the tiles on the stage, by key. Who stays keeps their seat: a newcomer comes last, the last tile takes the
 * seat of one that has left, and a tile that becomes the `main` one changes seats with the one that was, in seat 0.
 */
export function seat(before: readonly string[], present: readonly string[], main?: string): string[] {
  const coming = present.filter(key => !before.includes(key));
  // Who leaves and comes back under another id, such as after a reload, gets the same seat.
  const seats = before.map(key => (present.includes(key) ? key : (coming.shift() ?? '')));
  while (seats.includes('')) {
    const last = seats.pop();
    if (last) seats[seats.indexOf('')] = last;
  }
  seats.push(...coming);
  const index = main === undefined ? 0 : seats.indexOf(main);
  if (index > 0) [seats[0], seats[index]] = [seats[index]!, seats[0]!];
  return seats;
}
