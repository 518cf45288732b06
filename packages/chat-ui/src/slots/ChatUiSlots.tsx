'use client';

import { useContext, useMemo, type ReactNode } from 'react';
import { useShallowStable } from '../root/use-shallow-stable.ts';
import { createSlotSet } from './create-slot-set.ts';
import { SlotsContext, type Slots } from './slots.ts';

/** Props of {@link ChatUiSlots}. */
export interface ChatUiSlotsProps {
  /** Define the components outside of your own components: a new one in each render starts from nothing each time. */
  readonly slots: Slots;
  readonly children?: ReactNode;
}

/**
 * Replaces parts of the kit for everything below it. `ChatUiProvider` takes the same as its prop `slots`; one below
 * another wraps or replaces what the outer one says.
 *
 * @example
 * const slots: Slots = { Avatar: ({ Default, ...props }) => <Tilted><Default {...props} /></Tilted> };
 * <ChatUiSlots slots={slots}><ChatThread threadId={id} /></ChatUiSlots>
 */
export function ChatUiSlots({ slots, children }: ChatUiSlotsProps): ReactNode {
  const outer = useContext(SlotsContext);
  const stable = useShallowStable(slots);
  const set = useMemo(() => createSlotSet(stable, outer), [stable, outer]);
  return <SlotsContext.Provider value={set}>{children}</SlotsContext.Provider>;
}
