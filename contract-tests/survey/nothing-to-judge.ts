/** The end of a survey that has nothing to stand on. */

/** Why nothing can be judged: one sentence. */
export class NothingToJudge extends Error {}
