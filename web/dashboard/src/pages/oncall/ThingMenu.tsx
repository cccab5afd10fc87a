import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useRemoveEscalation, type EscalationKind } from '../../api/escalation';
import { RoleGate } from '../../components/RoleGate';
import { useConfirm } from '../../components/useConfirm';

interface ThingMenuProps {
  readonly kind: EscalationKind;
  readonly name: string;
  readonly onEdit: () => void;
}

/** What can be done with a policy, a schedule or a person. */
export function ThingMenu({ kind, name, onEdit }: ThingMenuProps): ReactElement {
  const { t } = useTranslation();
  const remove = useRemoveEscalation(kind);
  const confirm = useConfirm();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <RoleGate needs="operator">
          <ActionIcon variant="subtle" color="gray" aria-label={t('oncall.actionsOf', { name })}>
            <IconDots size={17} />
          </ActionIcon>
        </RoleGate>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} />} onClick={onEdit}>{t('edit')}</Menu.Item>
        <Menu.Item
          color="var(--state-critical)"
          leftSection={<IconTrash size={15} />}
          onClick={() => {
            confirm({ title: t('oncall.deleteNamed', { name }), text: t(`oncall.deleteText.${kind}`), action: t('delete'), run: () => remove.mutateAsync(name) });
          }}
        >
          {t('delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
