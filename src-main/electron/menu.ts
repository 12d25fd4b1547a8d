import { Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * The application menu. It holds what the system expects (edit, window, quit); the workstation's own commands and their
 * shortcuts live in the page, where they are the same under every host.
 */
export function setMenu(platform: NodeJS.Platform, developer: boolean): void {
  const template: MenuItemConstructorOptions[] = [
    ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : [{ role: 'fileMenu' } as const]),
    {
      label: 'Edit',
      // Undo and redo belong to the edit list; the page handles their keys.
      submenu: [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }],
    },
    {
      label: 'View',
      submenu: [
        { role: 'togglefullscreen' },
        ...(developer ? [{ role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
      ],
    },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
