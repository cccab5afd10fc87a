import { ActionIcon, Menu } from '@mantine/core';
import { IconChartLine, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { RoleGate } from './RoleGate';
import { useConfirm } from './useConfirm';

interface DefinitionMenuProps {
  readonly name: string;
  /** PromQL of its chart. */
  readonly query: string;
  /** It came with something else and goes with it. */
  readonly isOwned?: boolean;
  readonly onEdit: () => void;
  /** What is asked before it is deleted. */
  readonly question: { readonly title: string; readonly text: string };
  readonly onDelete: () => Promise<void>;
}

/** What can be done with something that is defined by a query under a name. */
export function DefinitionMenu({ name, query, isOwned = false, onEdit, question, onDelete }: DefinitionMenuProps): ReactElement {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const owned = isOwned ? t('definition.ofRule') : null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('definition.actionsOf', { name })}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconChartLine size={15} />} renderRoot={(props) => <Link to="/explore" search={{ query }} {...props} />}>
          {t('definition.toChart')}
        </Menu.Item>
        <RoleGate needs="operator" unless={owned}>
          <Menu.Item leftSection={<IconPencil size={15} />} onClick={onEdit}>{t('edit')}</Menu.Item>
        </RoleGate>
        <RoleGate needs="operator" unless={owned}>
          <Menu.Item
            color="var(--state-critical)"
            leftSection={<IconTrash size={15} />}
            onClick={() => { confirm({ ...question, action: t('delete'), run: onDelete }); }}
          >
            {t('delete')}
          </Menu.Item>
        </RoleGate>
      </Menu.Dropdown>
    </Menu>
  );
}
