import { createElement, type ComponentType, type ReactNode } from 'react';
import type { SlotName, SlotProps, Slots, SlotSet } from './slots.ts';

/** Joins replaced parts with those of the provider above: a part that both replace wraps the outer one. */
export function createSlotSet(slots: Slots, outer: SlotSet | null): SlotSet {
  // React takes a new component type for another part of the page, and would build it anew in every render.
  const bound = new Map<SlotName, unknown>();
  return {
    resolve<Name extends SlotName>(name: Name, Default: ComponentType<SlotProps[Name]>) {
      const inner = outer?.resolve(name, Default) ?? Default;
      const Replacement = slots[name];
      if (Replacement === undefined) return inner;
      const known = bound.get(name);
      // Written below for this very name.
      if (known !== undefined) return known as ComponentType<SlotProps[Name]>;
      const Bound = bind<SlotProps[Name]>(name, Replacement, inner);
      bound.set(name, Bound);
      return Bound;
    },
  };
}

function bind<Props extends object>(
  name: SlotName,
  Replacement: ComponentType<Props & { readonly Default: ComponentType<Props> }>,
  Default: ComponentType<Props>,
): ComponentType<Props> {
  function Slot(props: Props): ReactNode {
    return createElement(Replacement, { ...props, Default });
  }
  Slot.displayName = `Slot(${name})`;
  return Slot;
}
