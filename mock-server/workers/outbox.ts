/** Collects messages, so that those of one turn of the event loop travel together. */

export interface Outbox<Message> {
  readonly push: (message: Message) => void;
}

/** @param schedule calls a function when this turn is over */
export function createOutbox<Message>(
  send: (messages: readonly Message[]) => void,
  schedule: (flush: () => void) => void,
): Outbox<Message> {
  let waiting: Message[] = [];
  const flush = (): void => {
    const batch = waiting;
    waiting = [];
    send(batch);
  };
  return {
    push: (message) => {
      if (waiting.push(message) === 1) schedule(flush);
    },
  };
}
