import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { render, type RenderResult } from '@testing-library/react';
import i18next from 'i18next';
import type { ReactElement } from 'react';
import { initReactI18next } from 'react-i18next';
import { vi } from 'vitest';
import { sessionKey, type Session } from '../src/api/session';
import { ConfirmProvider } from '../src/components/ConfirmProvider';
import en from '../src/i18n/en.json';

await i18next.use(initReactI18next).init({
  lng: 'en',
  resources: { en: { translation: en } },
  interpolation: { escapeValue: false },
});

/** Renders as on the page: in English, signed in as given, with links that lead somewhere. */
export function renderPage(content: ReactElement, session: Session = { name: 'olga', role: 'operator' }): RenderResult {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  client.setQueryData(sessionKey, session);
  const root = createRootRoute();
  const routes = ['/', '/alerts', '/alerts/$fingerprint', '/targets', '/targets/$id'].map((path) =>
    createRoute({ getParentRoute: () => root, path, component: () => content }),
  );
  const router = createRouter({ routeTree: root.addChildren(routes), history: createMemoryHistory({ initialEntries: ['/'] }) });
  return render(
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <ConfirmProvider>
          <RouterProvider router={router as never} />
        </ConfirmProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
}

/** What is read out beside the name of an element. */
export function describedBy(element: HTMLElement): string {
  const ids = element.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim();
}

/** An answer that refuses, as problem details. */
export class Refusal {
  constructor(
    readonly status: number,
    readonly problem: object,
  ) {}
}

/** Answers requests by `METHOD path`, with what a promise comes to where it is one; anything else is 404. Returns what was asked. */
export function answerRequests(answers: Readonly<Record<string, unknown>>): { method: string; path: string; body: unknown }[] {
  const asked: { method: string; path: string; body: unknown }[] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    const method = init.method ?? 'GET';
    asked.push({ method, path, body: typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined });
    const answer = await answers[`${method} ${path}`];
    if (answer instanceof Refusal) return new Response(JSON.stringify(answer.problem), { status: answer.status });
    return answer === undefined
      ? new Response('{"title":"Not found"}', { status: 404 })
      : new Response(answer === null ? null : JSON.stringify(answer), { status: answer === null ? 204 : 200 });
  });
  return asked;
}
