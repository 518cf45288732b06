'use client';

import { useMemo, useRef, type ReactNode } from 'react';
import { AnnouncerRegions } from '../announcer/AnnouncerRegions.tsx';
import { AnnouncerContext } from '../announcer/use-announcer.ts';
import { createFormat, type FirstDayOfWeek, type HourCycle } from '../labels/format.ts';
import { LabelsContext } from '../labels/labels-context.ts';
import { coreLabelsEn } from '../labels/core-labels-en.ts';
import type { KnownLabels, Labels } from '../labels/labels.ts';
import { FormatContext } from '../labels/use-format.ts';
import { RootElementContext } from '../overlay/overlay-place.ts';
import { ChatUiSlots } from '../slots/ChatUiSlots.tsx';
import type { Slots } from '../slots/slots.ts';
import { ToastRegion } from '../toasts/ToastRegion.tsx';
import { ToastsContext } from '../toasts/toasts.ts';
import { LinkContext, type LinkComponent } from './link-context.ts';
import type { ConfabStyle } from './styles.ts';
import { useNotices } from './use-notices.ts';
import { useShallowStable } from './use-shallow-stable.ts';
import { useToday } from './use-today.ts';

/** Props of {@link ChatUiProvider}. */
export interface ChatUiProviderProps {
  readonly children?: ReactNode;
  /** `auto` (default) follows the system. */
  readonly colorScheme?: 'light' | 'dark' | 'auto';
  /** How much room text and rows take. Default: `default`. */
  readonly density?: 'compact' | 'default' | 'comfortable';
  /** `bubbles` (default): own messages on the end side. `flat`: everybody in one column beside the avatars. */
  readonly messageStyle?: 'bubbles' | 'flat';
  /** Texts that replace the English ones. */
  readonly labels?: Partial<Labels>;
  /** BCP 47 tag for dates, times and numbers, and the `lang` of the interface. Default: `en`. */
  readonly locale?: string;
  /** IANA time zone. Default: that of the device. On a server, pass the reader's zone. */
  readonly timeZone?: string;
  /** Whether times read 2:30 PM or 14:30. Default: as usual in the locale. */
  readonly hourCycle?: HourCycle;
  /**
   * Monday is 1, Sunday is 7. Days of the present week read as a weekday alone, earlier ones as a date. Default: as usual in the
   * locale; Monday where the browser does not know.
   */
  readonly firstDayOfWeek?: FirstDayOfWeek;
  /** Direction of the interface. Messages keep their own. Default: that of the surrounding page. */
  readonly dir?: 'ltr' | 'rtl';
  /** Renders every link, for example with a router. */
  readonly linkComponent?: LinkComponent;
  /** Components that replace parts of the kit, by name. */
  readonly slots?: Slots;
  /**
   * `announcer` (default): what happens is said to screen readers through two live regions of this provider. `off`: nothing
   * is, because the app does it.
   */
  readonly liveMode?: 'announcer' | 'off';
  /** The present time in milliseconds. Default: `Date.now`. Keep the function the same between renders. */
  readonly now?: () => number;
  readonly className?: string;
  /** For example `{ height: '100%' }`, or a brand hue: `{ '--confab-hue': 160 }`. */
  readonly style?: ConfabStyle;
}

const noLabels: Partial<Labels> = {};
const noSlots: Slots = {};

/**
 * Root of everything that the kit draws: an element with the class `confab` that carries look, language and direction.
 * Import `@confab/chat-ui/styles.css` once beside it.
 */
export function ChatUiProvider(props: ChatUiProviderProps): ReactNode {
  const { locale = 'en', timeZone, hourCycle, firstDayOfWeek, now = Date.now } = props;
  const overrides = useShallowStable(props.labels ?? noLabels);
  const labels = useMemo(() => withOverrides(overrides), [overrides]);
  const today = useToday(timeZone, now);
  const format = useMemo(
    () =>
      createFormat({
        locale,
        timeZone,
        hourCycle,
        firstDayOfWeek,
        today: labels.today,
        yesterday: labels.yesterday,
        now,
      }),
    // A new day is a new object: what shows "Today" has to render again.
    // eslint-disable-next-line react/exhaustive-deps
    [locale, timeZone, hourCycle, firstDayOfWeek, labels, now, today],
  );
  const root = useRef<HTMLDivElement>(null);
  const { announcer, regions, toasts } = useNotices(labels, props.liveMode ?? 'announcer');
  return (
    <LabelsContext.Provider value={labels}>
      <FormatContext.Provider value={format}>
        <LinkContext.Provider value={props.linkComponent ?? null}>
          <AnnouncerContext.Provider value={announcer}>
            <ToastsContext.Provider value={toasts}>
              <RootElementContext.Provider value={root}>
                <div
                  ref={root}
                  className={props.className === undefined ? 'confab' : `confab ${props.className}`}
                  data-color-scheme={props.colorScheme ?? 'auto'}
                  data-density={props.density ?? 'default'}
                  data-message-style={props.messageStyle ?? 'bubbles'}
                  lang={locale}
                  dir={props.dir}
                  style={props.style}
                >
                  <ChatUiSlots slots={props.slots ?? noSlots}>{props.children}</ChatUiSlots>
                  <div data-part="overlays" />
                  <ToastRegion toasts={toasts} />
                  {regions && <AnnouncerRegions announcer={regions} />}
                </div>
              </RootElementContext.Provider>
            </ToastsContext.Provider>
          </AnnouncerContext.Provider>
        </LinkContext.Provider>
      </FormatContext.Provider>
    </LabelsContext.Provider>
  );
}

function withOverrides(overrides: Partial<Labels>): KnownLabels {
  const given = Object.entries(overrides).filter(([, value]) => value !== undefined);
  return { ...coreLabelsEn, ...Object.fromEntries(given) };
}
