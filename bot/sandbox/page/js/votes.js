// How a poll stands (docs: "Poll", Poll Results Object): who counts, and which answers are the user's own.

const countsOf = (poll) => poll.results?.answer_counts ?? [];

/** The votes for an answer, by its number. */
export const countOf = (poll, answerId) => countsOf(poll).find((each) => each.id === answerId)?.count ?? 0;

export const totalOf = (poll) => countsOf(poll).reduce((sum, each) => sum + each.count, 0);

/** The numbers of the answers that the user in view gave. */
export const ownVotes = (poll) => countsOf(poll).flatMap((each) => (each.me_voted ? [each.id] : []));

/** The poll after one vote more (`step` 1) or less (-1). */
export function afterVote(poll, answerId, step, mine) {
  const known = countsOf(poll).find((each) => each.id === answerId) ?? { id: answerId, count: 0, me_voted: false };
  const changed = { ...known, count: known.count + step, me_voted: mine ? step > 0 : known.me_voted };
  const others = countsOf(poll).filter((each) => each.id !== answerId);
  return withCounts(poll, [...others, changed]);
}

/** A poll as everybody is told it, with the user's own votes as they were known before. */
export function keepOwnVotes(poll, known) {
  const own = new Set(ownVotes(known));
  return withCounts(
    poll,
    countsOf(poll).map((each) => ({ ...each, me_voted: own.has(each.id) })),
  );
}

const withCounts = (poll, counts) => ({ ...poll, results: { ...poll.results, answer_counts: counts } });
