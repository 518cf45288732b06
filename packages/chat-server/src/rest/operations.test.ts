import { describe, expect, test } from 'vitest';
import { findOperation, operationOf, operations, pathOf } from './operations.ts';

const examples: Record<string, string> = {
  '{threadId}': '19:abc@thread.v2',
  '{messageId}': '1593107077683',
  '{userId}': '8:acs:resource_user',
  '{attachmentId}': '0123456789abcdef0123456789abcdef',
};
const fill = (path: string, write: (text: string) => string = (text) => text): string =>
  path.replaceAll(/\{\w+\}/g, (name) => write(examples[name] ?? ''));

describe.each(operations)('$name', (operation) => {
  const { name, method, path } = operation;

  test('is found by its method and path, with plain and with percent-encoded ids', () => {
    expect(findOperation(method, fill(path))).toBe(operation);
    expect(findOperation(method, `/${fill(path, encodeURIComponent)}`)).toBe(operation);
  });

  test('is found by its name', () => {
    expect(operationOf(name)).toBe(operation);
  });

  test('has a path that leads back to it', () => {
    const ids = {
      threadId: '19:abc@thread.v2',
      messageId: '1',
      userId: '8:acs:a_b',
      attachmentId: 'a',
    };
    expect(findOperation(method, pathOf(name, ids))).toBe(operation);
    expect(pathOf(name, ids)).not.toContain('{');
  });

  test('is not found with another method, a longer path or an empty id', () => {
    expect(findOperation('PUT', fill(path))).toBeUndefined();
    expect(findOperation(method, `${fill(path)}/more/of/it`)).toBeUndefined();
    if (path.includes('{')) {
      expect(findOperation(method, path.replaceAll(/\{\w+\}/g, ''))).not.toBe(operation);
    }
  });
});

test('each name, and each method with its path, is in the table once', () => {
  expect(new Set(operations.map(({ name }) => name)).size).toBe(23);
  expect(new Set(operations.map(({ method, path }) => `${method} ${path}`)).size).toBe(23);
});

test('a path that is not percent-encoding is one of an odd id', () => {
  expect(findOperation('GET', '/chat/threads/%ff')?.name).toBe('getChatThreadProperties');
});
