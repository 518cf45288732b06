'use client';

import type { Message } from '@confab/chat-core/model';
import type { ReactNode } from 'react';
import { useFormat } from '../labels/use-format.ts';
import { useLabels } from '../labels/use-labels.ts';
import { systemText } from './system-text.ts';

/** Props of {@link SystemMessage}. */
export interface SystemMessageProps {
  readonly message: Message;
  /** Name of who caused it. */
  readonly actor: string | undefined;
  /** Ids for the parts that name the row. */
  readonly rowId?: string | undefined;
}

/** A message of the service: one centred line, without a bubble. */
export function SystemMessage(props: SystemMessageProps): ReactNode {
  const labels = useLabels();
  const format = useFormat();
  const { message } = props;
  const text = systemText(message, props.actor, labels);
  const topic = message.kind === 'topicUpdated' ? (message.topic ?? '') : '';
  const at = topic === '' ? -1 : text.lastIndexOf(topic);
  return (
    <div
      data-part="message"
      data-kind="system"
      id={props.rowId && `${props.rowId}-body`}
      dir="auto"
      title={format.dateTime(message.createdAt)}
    >
      {at < 0 ? (
        text
      ) : (
        <>
          {text.slice(0, at)}
          <b>{topic}</b>
          {text.slice(at + topic.length)}
        </>
      )}
    </div>
  );
}
