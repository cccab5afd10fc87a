import { Menu } from '@mantine/core';
import { fireEvent, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { SubmitEvent } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { describedBy, renderPage } from '../../test/render';
import { RoleGate } from './RoleGate';

const menu = (
  <Menu withinPortal={false} transitionProps={{ duration: 0 }}>
    <Menu.Target>
      <RoleGate needs="operator">
        <button type="button">More</button>
      </RoleGate>
    </Menu.Target>
    <Menu.Dropdown>
      <Menu.Item>Delete</Menu.Item>
    </Menu.Dropdown>
  </Menu>
);

describe('RoleGate', () => {
  it('opens a menu whose target it guards', async () => {
    renderPage(menu, { name: 'olga', role: 'operator' });
    fireEvent.click(await screen.findByRole('button', { name: 'More' }));
    expect(await screen.findByRole('menuitem', { name: 'Delete' })).toBeTruthy();
  });

  it('leaves it closed and says why to those who may not', async () => {
    renderPage(menu, { name: 'viet', role: 'viewer' });
    const button = await screen.findByRole('button', { name: 'More' });
    fireEvent.click(button);
    expect(screen.queryByRole('menuitem')).toBeNull();
    expect(describedBy(button)).toBe('This needs the role operator. Ask an admin for it.');
  });

  it('sends no form for those who may not, by its button or by Enter', async () => {
    const sent = vi.fn((event: SubmitEvent) => { event.preventDefault(); });
    renderPage(
      <form onSubmit={sent}>
        <input aria-label="Text" />
        <RoleGate needs="operator">
          <button type="submit">Send</button>
        </RoleGate>
      </form>,
      { name: 'viet', role: 'viewer' },
    );
    await userEvent.type(await screen.findByLabelText('Text'), 'x{Enter}');
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(sent).not.toHaveBeenCalled();
  });

  it('is reached by keyboard and then shows the reason', async () => {
    renderPage(<RoleGate needs="operator" unless="Nothing is chosen."><button type="button">Go</button></RoleGate>);
    await screen.findByRole('button', { name: 'Go' });
    await userEvent.tab();
    expect(document.activeElement?.textContent).toBe('Go');
    expect((await screen.findByRole('tooltip')).textContent).toBe('Nothing is chosen.');
  });
});
