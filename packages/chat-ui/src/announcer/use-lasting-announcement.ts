import { useEffect, useRef } from 'react';
import { useAnnouncer } from './use-announcer.ts';

/**
 * Says a text when it has stood for a while, and not again while it stays the same. Empty: there is nothing to say.
 *
 * @param delayMs - What changes within this time was not worth a word.
 * @param afterwards - Said when a text that was said has gone.
 */
export function useLastingAnnouncement(text: string, delayMs: number, afterwards = ''): void {
  const announcer = useAnnouncer();
  const said = useRef('');
  useEffect(() => {
    if (text === said.current) return undefined;
    if (text === '') {
      if (afterwards !== '') announcer.say(afterwards);
      said.current = '';
      return undefined;
    }
    const timer = setTimeout(() => {
      said.current = text;
      announcer.say(text);
    }, delayMs);
    return () => clearTimeout(timer);
  }, [announcer, text, delayMs, afterwards]);
}
