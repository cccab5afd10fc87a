import { Menu } from '@mantine/core';
import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderPage } from '../../test/render';
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
    expect(button.getAttribute('aria-description')).toBe('This needs the role operator. Ask an admin for it.');
  });
});
