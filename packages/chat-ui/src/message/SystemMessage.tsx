'use client';

import type { Message } from '@confab/chat-core/model';
import type { ReactNode } from 'react';
import { useFormat } from '../labels/use-format.ts';
import { useLabels } from '../labels/use-labels.ts';
import { systemText } from './system-text.ts';

/** A message of the service: one centred line, without a bubble. `actor` is the name of who caused it. */
export function SystemMessage(props: {
  readonly message: Message;
  readonly actor: string | undefined;
}): ReactNode {
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
