'use client';

import { useEffect, useState, type ReactNode } from 'react';
import type { AvatarPerson } from '../avatar/AvatarStack.tsx';
import { useComposerField } from '../composer/composer-field.ts';
import { laterChunk } from '../later/later-chunk.ts';
import { useChunk } from '../root/chunk.ts';

/** Props of {@link ComposerTools}. */
export interface ComposerToolsProps {
  /** Who can be mentioned with "@". Default: nobody. */
  readonly people?: readonly AvatarPerson[] | undefined;
  /** The mentions in the text, as a message's metadata hold them under `confab.mentions`. */
  readonly mentions?: string | undefined;
  /** Takes the mentions after a change of the text, and the text that they belong to. */
  readonly onMentionsChange?: ((mentions: string | undefined, text: string) => void) | undefined;
}

/**
 * What helps to write: names after "@", emoji after ":". Goes into `tools` of a `Composer`. Its code is loaded with the first of
 * them; where that fails, writing goes on without it.
 */
export function ComposerTools(props: ComposerToolsProps): ReactNode {
  const field = useComposerField();
  const inputRef = field?.inputRef;
  const [isWanted, setIsWanted] = useState(props.mentions !== undefined);
  const loaded = useChunk(isWanted ? laterChunk : null, () => setIsWanted(false));
  useEffect(() => {
    const input = inputRef?.current;
    if (input == null) return undefined;
    const look = (): void => {
      if (/[@:]/u.test(input.value)) setIsWanted(true);
    };
    input.addEventListener('input', look);
    return () => input.removeEventListener('input', look);
  }, [inputRef]);
  return loaded && field && <loaded.WritingTools {...props} field={field} />;
}
