import naughty from 'big-list-of-naughty-strings/blns.json' with { type: 'json' };
import { cleanup } from '@testing-library/react';
import { page } from 'vitest/browser';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Message as MessageEntity } from '@confab/chat-core/model';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { grace, sampleMessage } from '../test-support/sample-messages.ts';
import '../styles/styles.css';
import { Message } from './Message.tsx';
import { hostileHtml } from './test-support/hostile-html.ts';

const hit = vi.fn<() => void>();
const violations: string[] = [];
let policy: HTMLMetaElement;

const note = (event: SecurityPolicyViolationEvent): void => {
  violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
};

beforeAll(() => {
  Object.assign(window, { hit });
  policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content =
    "require-trusted-types-for 'script'; trusted-types dompurify; img-src 'none'; object-src 'none'; frame-src 'none'; media-src 'none'; form-action 'none'; base-uri 'none'";
  document.head.append(policy);
  document.addEventListener('securitypolicyviolation', note);
});
afterAll(() => {
  document.removeEventListener('securitypolicyviolation', note);
  policy.remove();
});
beforeEach(() => page.viewport(600, 800));
afterEach(cleanup);

const elements = new Set(
  'div span p br hr b strong i em u s del sub sup code pre blockquote ul ol li a time bdi svg path rect circle table thead tbody tr th td'.split(
    ' ',
  ),
);

/** Draws a message and says what of it must not be there. */
function draw(over: Partial<MessageEntity>): string[] {
  const { container } = renderInProvider(
    <Message message={sampleMessage(grace, 'x', over)} isOwn={false} groupStart groupEnd />,
    { style: { inlineSize: 400 } },
  );
  const root = container.querySelector('[data-part="message"]');
  if (root === null) return ['there is no message'];
  const problems: string[] = [];
  for (const element of root.querySelectorAll('*')) {
    if (!elements.has(element.localName)) problems.push(`<${element.localName}>`);
    for (const { name } of element.attributes) {
      if (/^on/iu.test(name)) problems.push(`${element.localName}[${name}]`);
    }
  }
  for (const element of root.querySelectorAll('[data-part="message-html"] *')) {
    const extra = Array.from(element.attributes, ({ name }) => name).filter(
      (name) => !['href', 'target', 'rel', 'data-part'].includes(name),
    );
    problems.push(...extra.map((name) => `${element.localName}[${name}]`));
  }
  for (const link of root.querySelectorAll('a')) {
    if (!/^(?:https?|mailto):$/u.test(link.protocol)) problems.push(`link to ${link.href}`);
    if (link.username !== '') problems.push(`link to ${link.href}`);
    if (link.rel !== 'noopener noreferrer') problems.push(`link with rel ${link.rel}`);
  }
  const { width, right } = root.getBoundingClientRect();
  const bubble = root.querySelector('[data-part="message-bubble"]')?.getBoundingClientRect();
  if (width > 400 || (bubble && bubble.right > right + 1)) problems.push('wider than its place');
  return problems;
}

/** Waits until HTML has been cleaned, so that what is looked at is what stays. */
async function untilCleaned(): Promise<void> {
  renderInProvider(
    <Message
      message={sampleMessage(grace, '<b>x</b>', { kind: 'html' })}
      isOwn={false}
      groupStart
      groupEnd
    />,
  );
  await vi.waitFor(() =>
    expect(document.querySelector('[data-part="message-html"]')).not.toBeNull(),
  );
  cleanup();
}

function expectPeace(): void {
  expect(hit).not.toHaveBeenCalled();
  expect(violations).toEqual([]);
  const requests = performance.getEntriesByType('resource').map(({ name }) => name);
  expect(requests.filter((name) => name.includes('evil'))).toEqual([]);
}

describe('hostile HTML, under a policy with Trusted Types', () => {
  it('is looked at while the policy is in force', async () => {
    const element = document.createElement('div');
    expect(() => {
      element.innerHTML = '<b>x</b>';
    }).toThrow(TypeError);
    await vi.waitFor(() => expect(violations).toHaveLength(1));
    violations.length = 0;
  });

  it('still shows what is harmless, as elements', async () => {
    await untilCleaned();
    const content =
      '<h1>Plan</h1><p>See <a href="https://a.example/x" onclick="hit()">this</a></p><img src="https://a.example/p.png" alt="chart"><ul><li>one</li></ul>';
    expect(draw({ kind: 'html', content })).toEqual([]);
    expect(document.querySelector('[data-part="message-html"]')?.innerHTML).toBe(
      '<p><strong>Plan</strong></p><p>See <a href="https://a.example/x" target="_blank" rel="noopener noreferrer" data-part="link">this</a></p><a href="https://a.example/p.png" target="_blank" rel="noopener noreferrer" data-part="link">chart</a><ul><li>one</li></ul>',
    );
  });

  it.each(hostileHtml.map((html, index) => [index, html.slice(0, 60), html] as const))(
    'number %i does nothing: %s',
    async (_index, _start, content) => {
      await untilCleaned();
      expect(draw({ kind: 'html', content })).toEqual([]);
      expectPeace();
    },
  );
});

describe('hostile strings', () => {
  const strings = [...naughty, ...hostileHtml];
  it('do nothing as text, and stay in their place', () => {
    for (const content of strings) {
      expect(draw({ content }), content.slice(0, 80)).toEqual([]);
      cleanup();
    }
    expectPeace();
  });

  it('do nothing as a name, a topic or a kind', () => {
    for (const text of strings) {
      expect(draw({ senderDisplayName: text }), text.slice(0, 80)).toEqual([]);
      cleanup();
      expect(draw({ kind: 'topicUpdated', topic: text }), text.slice(0, 80)).toEqual([]);
      cleanup();
      expect(draw({ kind: text }), text.slice(0, 80)).toEqual([]);
      cleanup();
    }
    expectPeace();
  });

  it('do nothing in what a message has with it', () => {
    for (const text of strings) {
      const attachment = { url: text, name: text, mime: text, bytes: text };
      const named = { url: 'https://a.example/x', name: text, mime: text };
      const metadata = {
        'confab.attachments': JSON.stringify([attachment, named]),
        [text.slice(0, 50) || 'x']: text,
      };
      expect(draw({ metadata }), text.slice(0, 80)).toEqual([]);
      cleanup();
      expect(draw({ metadata: { 'confab.attachments': text } }), text.slice(0, 80)).toEqual([]);
      cleanup();
    }
    expectPeace();
  });
});
