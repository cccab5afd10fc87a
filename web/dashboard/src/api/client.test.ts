import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError, onSessionEnd, request } from './client';

const fetched = vi.fn<typeof fetch>();
vi.stubGlobal('fetch', fetched);
afterEach(() => fetched.mockReset());

function answer(status: number, body: string): void {
  fetched.mockResolvedValueOnce(new Response(status === 204 ? null : body, { status }));
}

function sent(): { path: unknown; init: RequestInit } {
  const [path, init] = fetched.mock.calls[0] ?? [];
  return { path, init: init ?? {} };
}

describe('request', () => {
  it('answers the JSON document', async () => {
    answer(200, '{"name":"ada"}');

    expect(await request('/api/me')).toEqual({ name: 'ada' });
    expect(sent().init.headers).toEqual({ accept: 'application/json' });
  });

  it('answers undefined when there is no content', async () => {
    answer(204, '');

    expect(await request('/api/logout', { method: 'POST' })).toBeUndefined();
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)('marks a %s as its own', async (method) => {
    answer(204, '');
    await request('/api/x', { method });

    expect(sent().init.headers).toMatchObject({ 'X-Requested-With': 'PerfMonitor' });
  });

  it('sends JSON, or a form', async () => {
    answer(204, '');
    answer(204, '');
    await request('/api/x', { method: 'POST', json: { a: 1 } });
    await request('/api/x', { method: 'POST', form: { query: 'a+b' } });

    expect(fetched.mock.calls[0]?.[1]?.body).toBe('{"a":1}');
    expect(String(fetched.mock.calls[1]?.[1]?.body as URLSearchParams)).toBe('query=a%2Bb');
  });

  it.each([
    [404, '{"title":"Not found","detail":"There is no target 7."}', 'There is no target 7.'],
    [400, '{"title":"One or more errors","errors":{"url":["Not a URL."]}}', 'url: Not a URL.'],
    [400, '{"status":"error","errorType":"bad_data","error":"1:3: unexpected end"}', '1:3: unexpected end'],
    [502, '<html>', ''],
  ])('shapes an answer %i with body %s', async (status, body, message) => {
    answer(status, body);

    await expect(request('/api/x')).rejects.toMatchObject({ status, message });
  });

  it('names the fields a server refuses', async () => {
    answer(400, '{"errors":{"url":["Not a URL."],"name":["Taken."]}}');

    await expect(request('/api/x')).rejects.toMatchObject({ fields: { url: ['Not a URL.'], name: ['Taken.'] } });
  });

  it('calls no answer status 0', async () => {
    fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'));

    await expect(request('/api/x')).rejects.toEqual(new ApiError(0, ''));
  });

  it('tells when the session has ended, but not when a login is refused', async () => {
    const ended = vi.fn();
    const stop = onSessionEnd(ended);
    answer(401, '{}');
    answer(401, '{}');
    await expect(request('/api/alerts')).rejects.toBeInstanceOf(ApiError);
    await expect(request('/api/login', { method: 'POST' })).rejects.toBeInstanceOf(ApiError);
    stop();

    expect(ended).toHaveBeenCalledTimes(1);
  });
});
