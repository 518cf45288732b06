import { useContext, type ComponentType } from 'react';
import { SlotsContext, type SlotName, type SlotProps } from './slots.ts';

/** What to render for a part that an app may replace: its component, or `Default`. */
export function useSlot<Name extends SlotName>(
  name: Name,
  Default: ComponentType<SlotProps[Name]>,
): ComponentType<SlotProps[Name]> {
  const slots = useContext(SlotsContext);
  return slots === null ? Default : slots.resolve(name, Default);
}
