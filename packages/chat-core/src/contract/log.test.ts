import { AzureLogger, setLogLevel } from '@azure/logger';
import { expect, onTestFinished, test } from 'vitest';

import { setContractScene } from './contract-scene.ts';

const scene = setContractScene();

test.each(['info', 'verbose'] as const)(
  'at the level %s the log tells of requests and answers, and never a token or a text',
  async (level) => {
    const lines: string[] = [];
    const write = AzureLogger.log;
    onTestFinished(() => {
      AzureLogger.log = write;
      setLogLevel();
    });
    const [ada, grace] = [await scene.addPerson(), await scene.addPerson()];
    AzureLogger.log = (...parts) => lines.push(parts.map(String).join(' '));
    setLogLevel(level);

    await ada.client.startRealtimeNotifications();
    const heard = new Promise((resolve) => ada.client.on('chatMessageReceived', resolve));
    const thread = await scene.startThread(ada, grace);
    const theirs = grace.client.getChatThreadClient(thread.threadId);
    const { id } = await theirs.sendMessage({ content: 'A secret plan' });
    await theirs.getMessage(id);
    await heard;
    await ada.client.stopRealtimeNotifications();

    // What writes the log is loaded with its first line.
    await scene.eventually(() => {
      expect(lines.join('\n')).toContain('/chat/threads');
      expect(lines.join('\n')).toMatch(/\b201\b/);
      // Bodies are in the log only at this level, with what people wrote replaced.
      if (level === 'verbose') expect(lines.join('\n')).toContain('"content":"REDACTED"');
    });
    for (const secret of [ada.token, grace.token, 'A secret plan']) {
      expect(lines.join('\n')).not.toContain(secret);
    }
  },
);
