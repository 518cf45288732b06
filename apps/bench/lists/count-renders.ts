/** The parts of React's internal tree that a count of renders needs. They are those that React's own tools read. */
interface Fiber {
  readonly tag: number;
  readonly flags: number;
  readonly type: unknown;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
  readonly alternate: Fiber | null;
}

/**
 * Function, class, forwarded and simply memoised components. Around any other component, memoisation is a part of the tree
 * of its own, whose component stands below it and is counted there.
 */
const componentTags: ReadonlySet<number> = new Set([0, 1, 11, 15]);
/** Set by React on a component whose function has run. */
const performedWork = 1;

let renders = new Map<string, number>();

/**
 * Counts the component functions that React runs, by way of the hook that React's tools use. It has to be called before
 * React is loaded, and makes every commit dearer: nothing is timed in a page that counts.
 */
export function installRenderCounter(): void {
  Object.assign(globalThis, {
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      isDisabled: false,
      supportsFiber: true,
      inject: () => 1,
      checkDCE: () => {},
      onCommitFiberUnmount: () => {},
      onPostCommitFiberRoot: () => {},
      onCommitFiberRoot: (_id: number, root: { readonly current: Fiber }) => count(root.current),
    },
  });
}

/** Renders since the last call, by the name of the component, largest first. */
export function takeRenders(): readonly (readonly [string, number])[] {
  const taken = [...renders].toSorted(([, a], [, b]) => b - a);
  renders = new Map();
  return taken;
}

/** Follows only what this commit made anew: elsewhere the flags are those of an older one. */
function count(fiber: Fiber): void {
  const before = fiber.alternate;
  if (componentTags.has(fiber.tag) && (fiber.flags & performedWork) !== 0) {
    const name = nameOf(fiber.type);
    renders.set(name, (renders.get(name) ?? 0) + 1);
  }
  if (before !== null && before.child === fiber.child) return;
  for (let child = fiber.child; child !== null; child = child.sibling) count(child);
}

function nameOf(type: unknown): string {
  if (typeof type === 'function') return type.name;
  if (typeof type !== 'object' || type === null) return 'unknown';
  const inner = 'type' in type ? type.type : 'render' in type ? type.render : undefined;
  return nameOf(inner);
}
