'use client';

import type { ReactNode } from 'react';
import type { ComposerField } from '../composer/composer-field.ts';
import { useMentions } from '../mentions/use-mentions.ts';
import { Suggestions } from '../suggestions/Suggestions.tsx';
import type { ComposerToolsProps } from './ComposerTools.tsx';

/** Props of {@link WritingTools}. */
export interface WritingToolsProps extends ComposerToolsProps {
  readonly field: ComposerField;
}

/** The tools themselves. They listen to the field, and draw nothing until there is something to offer. */
export function WritingTools(props: WritingToolsProps): ReactNode {
  const { field, people } = props;
  const noteMention = useMentions(field.text, props.mentions, props.onMentionsChange);
  return <Suggestions inputRef={field.inputRef} people={people} onMention={noteMention} />;
}
