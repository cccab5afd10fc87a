import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { renderPage } from '../../../test/render';
import type { Column, Selection } from './column';
import { DataTable } from './DataTable';

interface Host {
  readonly name: string;
  readonly load: number | null;
}

const HOSTS: readonly Host[] = [{ name: 'web-10', load: 3 }, { name: 'web-2', load: null }, { name: 'db', load: 1 }];
const COLUMNS: readonly Column<Host>[] = [
  { key: 'name', title: 'Name', primary: true, cell: ({ name }) => name, sortBy: ({ name }) => name },
  { key: 'load', title: 'Load', align: 'right', cell: ({ load }) => load, sortBy: ({ load }) => load },
];
const FRAME = { label: 'Hosts', columns: COLUMNS, keyOf: ({ name }: Host): string => name, empty: <p>No hosts yet</p>, testId: 'host' };

const names = (): (string | undefined)[] => screen.getAllByTestId('host').map((row) => within(row).getAllByRole('cell').find((cell) => cell.textContent !== '')?.textContent);
const title = (name: string): HTMLElement => screen.getByRole('columnheader', { name });

describe('DataTable', () => {
  it('sorts by a title, down by a second click, and as it came by a third', async () => {
    renderPage(<DataTable {...FRAME} rows={HOSTS} />);
    const button = await screen.findByRole('button', { name: 'Name' });
    expect(title('Name').getAttribute('aria-sort')).toBe('none');
    fireEvent.click(button);
    expect(names()).toEqual(['db', 'web-2', 'web-10']);
    expect(title('Name').getAttribute('aria-sort')).toBe('ascending');
    fireEvent.click(button);
    expect(names()).toEqual(['web-10', 'web-2', 'db']);
    expect(title('Name').getAttribute('aria-sort')).toBe('descending');
    fireEvent.click(button);
    expect(names()).toEqual(['web-10', 'web-2', 'db']);
  });

  it('says that it is loading, with its titles in place', async () => {
    renderPage(<DataTable {...FRAME} rows={undefined} source={{ error: null, refetch: vi.fn() }} />);
    expect((await screen.findByRole('region', { name: 'Hosts' })).getAttribute('aria-busy')).toBe('true');
    expect(title('Load')).toBeTruthy();
  });

  it('says why there are no rows', async () => {
    renderPage(<DataTable {...FRAME} rows={[]} />);
    expect(await screen.findByText('No hosts yet')).toBeTruthy();
  });

  it('says why it could not be read, and reads again when asked', async () => {
    const refetch = vi.fn();
    renderPage(<DataTable {...FRAME} rows={undefined} source={{ error: new Error('The disk is gone.'), refetch }} />);
    expect(await screen.findByText('The disk is gone.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(refetch).toHaveBeenCalledOnce();
  });

  it('keeps what it knew when it cannot be read again, and says so', async () => {
    renderPage(<DataTable {...FRAME} rows={HOSTS} source={{ error: new Error('The disk is gone.'), refetch: vi.fn() }} />);
    expect((await screen.findByRole('status')).textContent).toContain('The disk is gone.');
    expect(names()).toHaveLength(3);
  });

  it('draws the first hundred, and more on request', async () => {
    const many = Array.from({ length: 130 }, (_, index) => ({ name: `h${String(index)}`, load: index }));
    renderPage(<DataTable {...FRAME} rows={many} />);
    fireEvent.click(await screen.findByRole('button', { name: '100 of 130 shown: show more' }));
    expect(screen.getAllByTestId('host')).toHaveLength(130);
  });

  it('goes from row to row by keyboard and acts on the one that has the focus', async () => {
    const opened: string[] = [];
    renderPage(<DataTable {...FRAME} rows={HOSTS} pageWideKeys rowKeys={{ Enter: ({ name }) => opened.push(name) }} />);
    await screen.findByText('db');
    const focused = (): string | undefined => (document.activeElement as HTMLElement).dataset['row'];
    const press = (key: string): void => { fireEvent.keyDown(document.activeElement ?? document.body, { key }); };
    press('j');
    expect(focused()).toBe('web-10');
    press('j');
    press('ArrowDown');
    press('j');
    expect(focused()).toBe('db');
    press('k');
    press('Enter');
    press('Home');
    press('Enter');
    expect(opened).toEqual(['web-2', 'web-10']);
  });

  it('opens a row to its details and closes it', async () => {
    renderPage(<DataTable {...FRAME} rows={HOSTS} detail={({ name }) => <p>More of {name}</p>} />);
    const [, , button] = await screen.findAllByRole('button', { name: 'Details' });
    if (button === undefined) throw new Error('The third row has no button.');
    fireEvent.click(button);
    expect(screen.getByText('More of db')).toBeTruthy();
    expect(button.getAttribute('aria-expanded')).toBe('true');
    fireEvent.click(button);
    await waitFor(() => { expect(screen.queryByText('More of db')).toBeNull(); });
  });

  it('ticks one row, all that are shown, and none', async () => {
    const asked: string[][] = [];
    const selection: Selection = { keys: new Set(['db']), onChange: (keys) => asked.push([...keys].sort()), nameOf: (key) => key };
    renderPage(<DataTable {...FRAME} rows={HOSTS} selection={selection} />);
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Select web-2' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select db' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select all' }));
    expect(asked).toEqual([['db', 'web-2'], [], ['db', 'web-10', 'web-2']]);
  });

  it('hides and shows the rows under a heading', async () => {
    renderPage(<DataTable {...FRAME} rows={HOSTS} groupRows={(rows) => [{ key: 'all', heading: 'Everything', rows }]} />);
    const heading = await screen.findByRole('button', { name: 'Everything' });
    fireEvent.click(heading);
    expect(screen.queryAllByTestId('host')).toHaveLength(0);
    expect(heading.getAttribute('aria-expanded')).toBe('false');
  });
});
