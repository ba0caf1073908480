export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** Works one after the other, in the order in which they were asked for; one that fails keeps no other from its turn. */
export function createTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
