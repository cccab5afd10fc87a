import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconPencil, IconPlayerPause, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeleteRule, useSaveRule, type StoredRule } from '../../api/rules';
import { RoleGate } from '../../components/RoleGate';
import { useConfirm } from '../../components/useConfirm';
import { useFailureNotice } from '../../components/useFailureNotice';
import { storedRuleTitle } from './storedRuleTitle';

/** What can be done with a rule that was written here; those of files are changed in their file. */
export function StoredRuleMenu({ rule }: { readonly rule: StoredRule }): ReactElement {
  const { t } = useTranslation();
  const remove = useDeleteRule();
  const save = useSaveRule();
  const tellFailure = useFailureNotice();
  const confirm = useConfirm();
  const name = storedRuleTitle(rule);
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <RoleGate needs="operator">
          <ActionIcon variant="subtle" color="gray" aria-label={t('rules.actionsOf', { name })}>
            <IconDots size={17} />
          </ActionIcon>
        </RoleGate>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} />} renderRoot={(props) => <Link to="/alerts/rules/$id" params={{ id: rule.id }} {...props} />}>
          {t('edit')}
        </Menu.Item>
        <Menu.Item
          leftSection={rule.enabled ? <IconPlayerPause size={15} /> : <IconPlayerPlay size={15} />}
          onClick={() => {
            save.mutate(
              { stored: rule, draft: { ...rule.draft, enabled: !rule.enabled } },
              { onError: (error) => { tellFailure(error, name); } },
            );
          }}
        >
          {t(rule.enabled ? 'rules.switchOff' : 'rules.switchOn')}
        </Menu.Item>
        <Menu.Item
          color="var(--state-critical)"
          leftSection={<IconTrash size={15} />}
          onClick={() => {
            confirm({ title: t('rules.delete'), text: t('rules.deleteText', { name }), action: t('delete'), run: () => remove.mutateAsync(rule.id) });
          }}
        >
          {t('delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
