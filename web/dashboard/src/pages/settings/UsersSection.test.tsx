import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { answerRequests, describedBy, Refusal, renderPage } from '../../../test/render';
import type { User } from '../../api/users';
import { UserForm } from './UserForm';
import { UsersSection } from './UsersSection';

const LAST = 'This is the last admin who can sign in. Make somebody else an admin first.';
const user = (name: string, role: User['role']): User => ({ id: name, name, role, disabled: false, createdAt: '', lastLoginAt: null });

async function show(users: readonly User[], answers: Readonly<Record<string, unknown>> = {}): Promise<void> {
  answerRequests({ 'GET /api/users': { users }, ...answers });
  renderPage(<UsersSection />, { name: 'anna', role: 'admin' });
  await screen.findAllByTestId('user-row');
}

describe('UsersSection', () => {
  it('says beside the last admin why that one stays', async () => {
    await show([user('anna', 'admin'), user('bob', 'viewer')]);

    expect(describedBy(screen.getByRole('combobox', { name: 'Role of anna' }))).toContain(LAST);
    await userEvent.click(screen.getByRole('button', { name: 'Actions for anna' }));
    expect((await screen.findAllByRole('menuitem')).map((item) => item.textContent)).toEqual(['Set password', `Disable${LAST}`, `Delete${LAST}`]);
  });

  it('leaves the own account to another admin, and says so', async () => {
    await show([user('anna', 'admin'), user('bob', 'admin')]);

    await userEvent.click(screen.getByRole('button', { name: 'Actions for anna' }));
    expect((await screen.findByRole('menuitem', { name: /^Delete/ })).textContent).toBe('DeleteAnother admin has to do this with your account.');
  });

  it('says in the row why the server refused', async () => {
    await show([user('anna', 'admin'), user('bob', 'viewer')], { 'PATCH /api/users/bob': new Refusal(409, { detail: 'Somebody was faster.' }) });

    await userEvent.click(screen.getByRole('button', { name: 'Actions for bob' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Disable' }));

    const row = screen.getAllByTestId('user-row').find(({ textContent }) => textContent.includes('bob'));
    expect((await within(row ?? document.body).findByRole('alert')).textContent).toBe('Somebody was faster.');
  });
});

describe('UserForm', () => {
  it('shows what the server says of the name at the name', async () => {
    answerRequests({ 'POST /api/users': new Refusal(409, { detail: 'x', errors: { name: ['There is one already.'] } }) });
    renderPage(<UserForm opened onClose={vi.fn()} />, { name: 'anna', role: 'admin' });
    await userEvent.type(await screen.findByRole('textbox', { name: /User name/ }), 'bob');
    await userEvent.type(screen.getByLabelText(/^Password/), 'a good password');
    await userEvent.click(screen.getByRole('button', { name: 'Add user' }));

    await screen.findByText('There is one already.');
    expect(describedBy(screen.getByRole('textbox', { name: /User name/ }))).toBe('There is one already.');
  });
});
