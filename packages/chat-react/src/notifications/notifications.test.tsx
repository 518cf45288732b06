import { act, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openChatScene } from '../test-support/chat-scene.tsx';
import { useMessages } from '../use-messages.ts';
import { useThreads } from '../use-threads.ts';
import {
  useDesktopNotifications,
  type DesktopNotificationOptions,
} from './use-desktop-notifications.ts';
import { useMessageSound, type MessageSoundOptions } from './use-message-sound.ts';

/** The notifications of the system, as far as a page sees them. jsdom has none. */
class SystemNotification extends EventTarget {
  static permission: NotificationPermission = 'granted';
  static answer: NotificationPermission = 'granted';
  static asked = 0;
  static shown: SystemNotification[] = [];
  static async requestPermission(): Promise<NotificationPermission> {
    SystemNotification.asked += 1;
    SystemNotification.permission = SystemNotification.answer;
    return SystemNotification.permission;
  }
  readonly title: string;
  readonly options: NotificationOptions;
  isClosed = false;
  constructor(title: string, options: NotificationOptions = {}) {
    super();
    this.title = title;
    this.options = options;
    SystemNotification.shown.push(this);
  }
  close(): void {
    this.isClosed = true;
  }
}

/** Whether the user looks at this page. */
let hasFocus = false;

beforeEach(() => {
  hasFocus = false;
  SystemNotification.permission = 'granted';
  SystemNotification.asked = 0;
  SystemNotification.shown = [];
  vi.stubGlobal('Notification', SystemNotification);
  vi.spyOn(document, 'hasFocus').mockImplementation(() => hasFocus);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const titles = (): readonly string[] => SystemNotification.shown.map(({ title }) => title);
const lookAtThePage = (): void => {
  hasFocus = true;
  act(() => void window.dispatchEvent(new Event('focus')));
};

describe('notifications of the system', () => {
  async function open(options: DesktopNotificationOptions = { enabled: true }) {
    const scene = await openChatScene(['Before']);
    const { result } = scene.hookAsAda(() => {
      useThreads();
      useMessages(scene.threadId);
      return useDesktopNotifications(options);
    });
    await scene.untilLive();
    await waitFor(() => expect(scene.keys()).toContain(scene.messageIds[0]));
    /** Resolves once Ada has the message, too. */
    const say = async (content: string, kind: 'text' | 'html' = 'text'): Promise<void> => {
      const id = await act(() => scene.grace.send(scene.threadId, { content, kind }).settled);
      await waitFor(() => expect(scene.keys()).toContain(id));
    };
    return { ...scene, result, say };
  }

  test('say who has written what, and where; one for each thread', async () => {
    const { say, threadId } = await open();
    await say('Are you there?');
    await waitFor(() => expect(titles()).toEqual(['Grace · Launch']));
    expect(SystemNotification.shown[0]?.options).toEqual({
      tag: `confab:${threadId}`,
      body: 'Are you there?',
    });
    await say('<b>Hello</b> <script>alert(1)</script>', 'html');
    await waitFor(() => expect(SystemNotification.shown[1]?.options.body).toBe('Hello'));
  });

  test('are off until the app turns them on, and nothing asks by itself', async () => {
    SystemNotification.permission = 'default';
    const { say, result } = await open({});
    await say('Are you there?');
    expect(result.current.permission).toBe('default');
    expect(SystemNotification.asked).toBe(0);
    await act(() => result.current.request());
    expect(SystemNotification.asked).toBe(1);
    expect(result.current.permission).toBe('granted');
    await act(() => result.current.request());
    expect(SystemNotification.asked).toBe(1);
    expect(titles()).toEqual([]);
  });

  test('are quiet while the user looks, and go when he comes back', async () => {
    const { say } = await open();
    await say('One');
    await waitFor(() => expect(titles()).toHaveLength(1));
    lookAtThePage();
    expect(SystemNotification.shown[0]?.isClosed).toBe(true);
    await say('Two');
    hasFocus = false;
    await say('Three');
    await waitFor(() => expect(SystemNotification.shown.at(-1)?.options.body).toBe('Three'));
    expect(titles()).toHaveLength(2);
  });

  test('name only the sender where the text is private', async () => {
    const { say } = await open({ enabled: true, showText: false });
    await say('My salary is …');
    await waitFor(() => expect(titles()).toHaveLength(1));
    expect(SystemNotification.shown[0]?.options).not.toHaveProperty('body');
  });

  test('lead to the message when they are pressed', async () => {
    const onClick = vi.fn();
    vi.spyOn(window, 'focus').mockImplementation(() => {});
    const { say, threadId } = await open({ enabled: true, onClick });
    await say('Here');
    await waitFor(() => expect(titles()).toHaveLength(1));
    SystemNotification.shown[0]?.dispatchEvent(new Event('click'));
    expect(onClick).toHaveBeenCalledWith(expect.objectContaining({ threadId, content: 'Here' }));
    expect(SystemNotification.shown[0]?.isClosed).toBe(true);
  });

  test('are not there where the browser has none, and a browser that refuses at the last moment is no error', async () => {
    vi.stubGlobal('Notification', undefined);
    const scene = await openChatScene();
    const { result } = scene.hookAsAda(() => useDesktopNotifications({ enabled: true }));
    expect(result.current.permission).toBe('unsupported');
    expect(await result.current.request()).toBe('unsupported');
  });
});

describe('a sound', () => {
  async function open(options: MessageSoundOptions) {
    const scene = await openChatScene(['Before']);
    const { result } = scene.hookAsAda(() => {
      useThreads();
      return useMessageSound(options);
    });
    await scene.untilLive();
    const say = (content: string): Promise<string> =>
      act(() => scene.grace.send(scene.threadId, { content }).settled);
    return { ...scene, result, say };
  }

  test('plays once for a burst of messages of others, and never for own ones', async () => {
    const play = vi.fn(() => Promise.resolve());
    const { say, ada, threadId } = await open({ enabled: true, play });
    await act(() => ada.send(threadId, { content: 'Mine' }).settled);
    await say('One');
    await say('Two');
    await waitFor(() => expect(play).toHaveBeenCalledOnce());
  });

  test('is off by default, and quiet while the user looks', async () => {
    const play = vi.fn(() => Promise.resolve());
    const off = await open({ play });
    await off.say('One');
    hasFocus = true;
    const looking = await open({ enabled: true, play });
    await looking.say('Two');
    expect(play).not.toHaveBeenCalled();
  });

  test('that the browser does not allow is told, and no error', async () => {
    const { say, result } = await open({
      enabled: true,
      play: () => Promise.reject(new DOMException('Press something first.', 'NotAllowedError')),
    });
    await say('One');
    await waitFor(() => expect(result.current.isBlocked).toBe(true));
  });
});
