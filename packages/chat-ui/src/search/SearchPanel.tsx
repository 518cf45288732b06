'use client';

import type { Message } from '@confab/chat-core/model';
import {
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { useAnnouncer } from '../announcer/use-announcer.ts';
import { FilterField } from '../filter/FilterField.tsx';
import { CloseIcon } from '../icons/action-icons.tsx';
import { IconButton } from '../icons/IconButton.tsx';
import type { Labels } from '../labels/labels.ts';
import { useAllLabels } from '../labels/use-all-labels.ts';
import { useFormat } from '../labels/use-format.ts';
import { createMessageFinder, snippetOf } from './find-in-messages.ts';

/** Props of {@link SearchPanel}. */
export interface SearchPanelProps {
  /** What is looked through, oldest first. */
  readonly messages: readonly Message[];
  /** A message as one line of plain text. Keep the function the same between renders. */
  readonly readText: (message: Message, actor: undefined, labels: Labels) => string;
  readonly nameOf: (message: Message, labels: Labels) => string;
  /** Leads to a message. `focus`: it was asked for by keyboard. */
  readonly onOpen: (message: Message, options: { readonly focus: boolean }) => void;
  /** There are older messages that are not loaded. */
  readonly hasOlder: boolean;
  readonly isFetchingOlder: boolean;
  readonly onFetchOlder: () => void;
  readonly onClose: () => void;
}

/** So many are shown; whoever looks for one of more types another word. */
const maximumShown = 100;

/** Looks through the messages that are loaded, and loads more when it is asked to. */
export function SearchPanel(props: SearchPanelProps): ReactNode {
  const { messages, readText, onOpen } = props;
  const labels = useAllLabels();
  const announcer = useAnnouncer();
  const [typed, setTyped] = useState('');
  const wanted = useDeferredValue(typed.trim());
  const textOf = useMemo(
    () => (message: Message) => readText(message, undefined, labels),
    [readText, labels],
  );
  const find = useMemo(() => createMessageFinder(textOf), [textOf]);
  const found = useMemo(() => find(messages, wanted, maximumShown), [find, messages, wanted]);
  const outcome = labels.messagesFound(found.length, found.length === maximumShown);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.querySelector('input')?.focus({ preventScroll: true }), []);
  return (
    // Its field and buttons have the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={panel}
      data-part="search-panel"
      aria-label={labels.searchMessages}
      onKeyDown={(event) => {
        if (event.defaultPrevented) return;
        if (event.key === 'Escape') {
          event.preventDefault();
          props.onClose();
        } else moveAmongResults(event);
      }}
    >
      <div data-part="search-bar">
        <FilterField
          part="search-field"
          label={labels.searchMessages}
          value={typed}
          onChange={setTyped}
          outcome={outcome}
        />
        <IconButton label={labels.close} onClick={props.onClose}>
          <CloseIcon />
        </IconButton>
      </div>
      {wanted !== '' && (
        <p data-part="search-outcome" aria-hidden="true">
          {outcome}
        </p>
      )}
      <ul data-part="search-results">
        {found.map((message) => (
          <li key={message.rowKey}>
            <button
              type="button"
              data-part="search-result"
              onClick={(event) => onOpen(message, { focus: event.detail === 0 })}
            >
              <Result
                message={message}
                name={props.nameOf(message, labels)}
                text={textOf(message)}
                typed={wanted}
              />
            </button>
          </li>
        ))}
      </ul>
      {props.hasOlder && wanted !== '' && (
        <button
          type="button"
          data-part="plain-button"
          aria-disabled={props.isFetchingOlder || undefined}
          onClick={() => {
            if (props.isFetchingOlder) return;
            announcer.say(labels.loadingMessages);
            props.onFetchOlder();
          }}
        >
          {props.isFetchingOlder ? labels.loadingMessages : labels.searchFurther}
        </button>
      )}
    </section>
  );
}

function Result(props: {
  readonly message: Message;
  readonly name: string;
  readonly text: string;
  readonly typed: string;
}): ReactNode {
  const { message, name, text, typed } = props;
  const format = useFormat();
  const snippet = useMemo(() => snippetOf(text, typed), [text, typed]);
  const { ranges } = snippet;
  const pieces = ranges.map(([start, end], index) => [
    snippet.text.slice(ranges[index - 1]?.[1] ?? 0, start),
    <mark key={start}>{snippet.text.slice(start, end)}</mark>,
  ]);
  return (
    <>
      <span data-part="search-line">
        <bdi data-part="search-sender">{name}</bdi>{' '}
        <time
          dateTime={new Date(message.createdAt).toISOString()}
          title={format.dateTime(message.createdAt)}
        >
          {format.relative(message.createdAt)}
        </time>
      </span>{' '}
      <span data-part="search-text" dir="auto">
        {pieces}
        {snippet.text.slice(ranges.at(-1)?.[1] ?? 0)}
      </span>
    </>
  );
}

/** From the field into the results, and up and down among them. */
function moveAmongResults(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const stops = Array.from(
    event.currentTarget.querySelectorAll<HTMLElement>('input, [data-part="search-result"]'),
  );
  const at = stops.findIndex((stop) => stop === event.target);
  const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  next.focus();
}
