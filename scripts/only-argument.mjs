// Reads `--only a,b` (or `--only=a,b`) from the arguments of a command that has named parts.

/**
 * Takes the choice out of the arguments.
 *
 * @param {readonly string[]} given
 * @param {readonly string[]} names All parts, in the order in which they run.
 * @param {string} noun What a part is called, for the error.
 * @returns {{ chosen: string[], args: string[] }} The chosen parts in the order of `names`, all of
 * them without a choice; and the other arguments.
 * @throws {Error} When a name is unknown.
 */
export function takeOnly(given, names, noun) {
  const args = [...given];
  const at = args.findIndex((arg) => arg === '--only' || arg.startsWith('--only='));
  if (at === -1) return { chosen: [...names], args };
  const isInline = args[at]?.startsWith('--only=') ?? false;
  const [first = '', second = ''] = args.splice(at, isInline ? 1 : 2);
  const wanted = (isInline ? first.slice('--only='.length) : second).split(',');
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new Error(
      `There is no ${noun} "${unknown.join(', ')}", so nothing was run. There are: ${names.join(', ')}.`,
    );
  }
  return { chosen: names.filter((name) => wanted.includes(name)), args };
}
