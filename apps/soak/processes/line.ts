/** Either end of the channel between a process and its child. */
export interface LineEnd {
  send?(message: unknown, sent: (error: Error | null) => void): boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
}

/** What one end lets the other call. Arguments and results survive JSON. */
export type Callable = Readonly<Record<string, (...args: never[]) => unknown>>;

/** Calls functions of the process at the other end. */
export interface Line<Remote> {
  /** Rejects with the text of what was thrown there, or when the process is gone. */
  call<Name extends keyof Remote & string>(
    name: Name,
    ...args: Remote[Name] extends (...args: infer Args) => unknown ? Args : never
  ): Promise<Remote[Name] extends (...args: never[]) => infer Result ? Awaited<Result> : never>;
}

interface Call {
  readonly call: number;
  readonly name: string;
  readonly args: readonly unknown[];
}

type Message =
  | Call
  | { readonly answer: number; readonly value?: unknown; readonly error?: string };

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Who waits for the answer hears by itself that the channel is gone. */
const ignore = (): void => {};

/** @param local - What the other end may call. */
export function createLine<Remote>(end: LineEnd, local: Callable): Line<Remote> {
  const waiting = new Map<number, Waiting>();
  let lastCall = 0;

  async function answer({ call, name, args }: Call): Promise<void> {
    try {
      // Both ends are built from the same types.
      const value = await (local[name] as (...args: unknown[]) => unknown)(...args);
      end.send?.({ answer: call, value }, ignore);
    } catch (error) {
      end.send?.({ answer: call, error: String(error) }, ignore);
    }
  }

  end.on('message', (received) => {
    // Nothing else is ever sent on the channel.
    const message = received as Message;
    if ('call' in message) return void answer(message);
    const caller = waiting.get(message.answer);
    waiting.delete(message.answer);
    if (message.error === undefined) caller?.resolve(message.value);
    else caller?.reject(new Error(message.error));
  });
  end.on('disconnect', () => {
    for (const { reject } of waiting.values()) reject(new Error('The other process is gone.'));
    waiting.clear();
  });

  return {
    // The answer has the type that the other end's function has.
    call: (name, ...args) =>
      new Promise<never>((resolve, reject) => {
        lastCall += 1;
        // `resolve` takes whatever the function at the other end gave.
        waiting.set(lastCall, { resolve: resolve as (value: unknown) => void, reject });
        end.send?.({ call: lastCall, name, args }, (error) => {
          if (error !== null) reject(error);
        });
      }),
  };
}
