import type { ReactNode } from 'react';
import { VisuallyHidden } from '../a11y/VisuallyHidden.tsx';
import { senderHueProps } from '../avatar/sender-hue.ts';

/** More than fits into the line of the widest column. */
const previewLength = 300;

/** Props of {@link MessageQuote}. */
export interface MessageQuoteProps {
  /** Who wrote the quoted message; absent while that is not known. */
  readonly senderId?: string | undefined;
  readonly senderName?: string | undefined;
  /** The message as one line, or the sentence that stands in its place. */
  readonly text: string;
  /** `note`: `text` is not what was written, but says that it is deleted, gone or on its way. */
  readonly state?: 'note' | undefined;
  /** What it is, for example "In reply to": only screen readers say it, before the name. */
  readonly label: string;
  /** What pressing it does, for example "Go to the message". It is told to screen readers and shown as the tooltip. */
  readonly openLabel: string;
  /** Leads to the quoted message. Absent: the quote cannot be pressed. */
  readonly onOpen?: ((options: { readonly focus: boolean }) => void) | undefined;
  /** Id of the element, for the name of its row. */
  readonly id?: string | undefined;
}

/** The message that another one answers, in two lines of a fixed height: nothing moves when the text comes later. */
export function MessageQuote(props: MessageQuoteProps): ReactNode {
  const { senderId, onOpen } = props;
  const text = props.text.slice(0, previewLength);
  const common = {
    id: props.id,
    'data-part': 'quote',
    'data-state': props.state,
    ...(senderId === undefined ? undefined : senderHueProps(senderId)),
  };
  const content = (
    <>
      <VisuallyHidden>{props.label}</VisuallyHidden> <b dir="auto">{props.senderName}</b>{' '}
      <span dir="auto">{text}</span>
    </>
  );
  if (onOpen === undefined) return <span {...common}>{content}</span>;
  return (
    <button
      type="button"
      {...common}
      // The row is the stop for Tab; its menu leads here, too.
      tabIndex={-1}
      title={props.openLabel}
      // A click by keyboard has no presses.
      onClick={(event) => onOpen({ focus: event.detail === 0 })}
    >
      {content}
    </button>
  );
}
