import type { RandomCase } from './random/random-case.ts';

/** Where our client is meant to behave otherwise than the official one. */
export interface DeliberateDifference {
  readonly id: DifferenceId;
  /** What ours does, in one sentence. */
  readonly title: string;
  /** What the official client does, and what is wrong with that for an app. */
  readonly why: string;
  /** Set when it shows in nearly every case, so that the comparison leaves it out but for the cases that are about it. */
  readonly isEqualised?: true;
  /** Tells the random cases that show it. */
  readonly isMetBy?: (tried: RandomCase) => boolean;
}

/** Id of a {@link DeliberateDifference}. */
export type DifferenceId =
  | 'sends-are-never-repeated'
  | 'refused-tokens-are-replaced'
  | 'tokens-are-renewed-before-they-are-used'
  | 'clients-share-one-token'
  | 'token-errors-are-typed'
  | 'typed-argument-errors'
  | 'ids-that-name-something-else'
  | 'too-large-is-refused-here'
  | 'foreign-links-are-refused'
  | 'endless-lists-end'
  | 'malformed-answers-are-errors'
  | 'broken-rows-are-left-out'
  | 'null-is-absent'
  | 'error-details-have-one-shape'
  | 'codes-say-what-happened'
  | 'every-error-has-a-code'
  | 'absent-is-absent'
  | 'user-agent'
  | 'lost-connections-are-one-error'
  | 'redirects-are-not-followed'
  | 'answers-are-told-as-they-were-written'
  | 'impossible-times-to-wait-are-ignored'
  | 'http-on-this-machine'
  | 'time-limits';

/**
 * All deliberate differences in REST calls. A case of the differential suite names the one that it shows; whatever else differs fails.
 * Each must be shown by at least one case, and each such case must really differ.
 */
export const deliberateDifferences: readonly DeliberateDifference[] = [
  {
    id: 'sends-are-never-repeated',
    title:
      'A sendMessage is made once, whatever the answer, except that a refused token is replaced.',
    why: 'The official client repeats it after a lost answer or a server error, though the service cannot tell the second one from a new message: readers then see it twice.',
    isMetBy: ({ operation }) => operation === 'sendMessage',
  },
  {
    id: 'refused-tokens-are-replaced',
    title: 'After a 401 the credential is asked for another token, and the call is made once more.',
    why: 'The official client does so only for a special challenge that the service does not send, so a revoked token or a wrong clock ends the session.',
  },
  {
    id: 'tokens-are-renewed-before-they-are-used',
    title: 'A token that ends within two minutes is replaced before the call that would use it.',
    why: 'The official client uses it up while it fetches another one, so a slow request can meet an expired token.',
  },
  {
    id: 'clients-share-one-token',
    title: 'A chat client and its thread clients ask the credential for one token together.',
    why: 'Each client of the official package asks for its own, so opening ten threads is ten questions.',
  },
  {
    id: 'token-errors-are-typed',
    title:
      'A credential that fails is a ChatClientError with code `token` and the reason as cause.',
    why: 'The official client throws whatever the credential threw, so an app cannot tell it from other errors.',
  },
  {
    id: 'typed-argument-errors',
    title:
      'A wrong argument is a ChatClientError with code `invalid-argument`, given before anything is sent.',
    why: 'The official client throws a plain Error without a code, or a TypeError from within, or sends the request all the same.',
    isMetBy: ({ flaw }) => flaw === 'argument',
  },
  {
    id: 'ids-that-name-something-else',
    title: 'An id that is empty, `.` or `..` is refused.',
    why: 'The official client puts it into the path, where it makes the request one for something else: a deletion of a message without an id names all messages.',
  },
  {
    id: 'too-large-is-refused-here',
    title: 'Content over 28,000 bytes is an error with code `too-large` before anything is sent.',
    why: 'The official client sends it to be refused by the service.',
  },
  {
    id: 'foreign-links-are-refused',
    title: 'A link to a next page on another origin is refused with code `foreign-link`.',
    why: 'The official client follows it and hands the user\u2019s token to whoever answers there.',
  },
  {
    id: 'endless-lists-end',
    title:
      'A list whose pages go round in a circle, or that has more than 1,000 pages, ends with an error.',
    why: 'The official client reads on as long as links come, so a service that always gives another one keeps it busy for ever.',
  },
  {
    id: 'malformed-answers-are-errors',
    title: 'A success that is not in the protocol is an error with code `invalid-response`.',
    why: 'The official client resolves with a part of a model, or throws a plain Error from within, so the app fails later and elsewhere.',
    isMetBy: ({ flaw }) => flaw === 'answer',
  },
  {
    id: 'broken-rows-are-left-out',
    title:
      'A row of a list that is not in the protocol is left out and reported to `onDecodeError`.',
    why: 'The official client passes it on half read, or fails the whole page, so one bad row hides all messages.',
    isMetBy: ({ flaw }) => flaw === 'row',
  },
  {
    id: 'null-is-absent',
    title: 'An optional field that the service writes as null is an absent key.',
    why: 'The official client passes null on, which its types do not allow.',
    isMetBy: ({ flaw }) => flaw === 'null',
  },
  {
    id: 'error-details-have-one-shape',
    title: 'The service\u2019s error is `details.error`, with every status.',
    why: 'The official client has it there for 401, 403, 429 and 503; for all others it is `details.body.error`, and its `innerError` is called `innererror`.',
    isEqualised: true,
  },
  {
    id: 'codes-say-what-happened',
    title:
      'An answer that cannot be read is `invalid-response` after a success and `unexpected-status` after an error; a request without an answer is `network`.',
    why: 'The official client gives `PARSE_ERROR` or nothing for the first two, by the content type alone, and for the last a code of Node that no browser has.',
    isMetBy: ({ answers }) => answers.some((answer) => 'failsWith' in answer),
  },
  {
    id: 'every-error-has-a-code',
    title: 'Every error has a code.',
    why: 'The official client gives none for an answer without the service\u2019s error, such as one of a proxy, and for an abort.',
    isEqualised: true,
  },
  {
    id: 'absent-is-absent',
    title: 'A field without a value is an absent key.',
    why: 'The official client writes some such keys, with the value undefined, so that two equal models are not.',
    isEqualised: true,
  },
  {
    id: 'user-agent',
    title: 'The user agent names this client.',
    why: 'What it names are two programs.',
    isEqualised: true,
  },
  {
    id: 'lost-connections-are-one-error',
    title:
      'A request that was not answered is one kind of error, and is repeated whatever the cause.',
    why: 'The official client repeats it by the codes of Node, so a browser, which tells no reason, never does.',
  },
  {
    id: 'redirects-are-not-followed',
    title: 'A redirect is an error.',
    why: 'The service gives none. The official client follows those of the same origin, without the token, and only in Node.',
  },
  {
    id: 'answers-are-told-as-they-were-written',
    title: '`onResponse` gets the parsed body as the service wrote it.',
    why: 'The official client hands out a model that is half read: dates are Dates, but identifiers and names are those of the wire.',
  },
  {
    id: 'impossible-times-to-wait-are-ignored',
    title: 'A `Retry-After` that is no whole number of seconds and no date counts as absent.',
    why: 'The official client takes any number, so that a negative one makes it ask again at once.',
  },
  {
    id: 'http-on-this-machine',
    title: 'Plain http is allowed with this machine.',
    why: 'The official client refuses it even there, so it cannot be used with a local service.',
  },
  {
    id: 'time-limits',
    title: 'A try that is not answered in its time is an error with code `timeout`.',
    why: 'The official client has no limit of its own, and rejects as if the app had aborted when one is given.',
  },
];
