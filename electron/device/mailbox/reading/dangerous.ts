/** Which attachments a double click must never open (security, att-*): they run, install, mount or redirect. */
import { extensionOf } from './file-name.ts';

const DANGEROUS_EXTENSIONS: ReadonlySet<string> = new Set(
  [
    // Windows programs, scripts, installers and what starts them
    'exe com scr pif cpl msi msp mst msix appx appxbundle msixbundle bat cmd ps1 ps1xml ps2 psc1 psc2 psd1 psm1',
    'vb vbe vbs js jse mjs cjs ws wsc wsf wsh hta sct shb shs lnk url scf inf reg job gadget application',
    'appref-ms chm hlp msc msh msh1 msh2 mshxml dll ocx sys drv xll xlam wll settingcontent-ms library-ms search-ms',
    'searchconnector-ms diagcab diagcfg website theme themepack deskthemepack printerexport ade adp mda mde mdb accde',
    // Disk images and archives that hide where their content came from
    'iso img vhd vhdx udf dmg cab ace arj',
    // Office files with macros
    'docm dotm xlsm xltm xlsb pptm potm ppam ppsm sldm one onepkg iqy slk',
    // Unix, macOS, Java, Python
    'sh bash csh zsh command tool workflow action scpt scptd applescript app pkg mpkg terminal fileloc inetloc webloc',
    'desktop appimage run bin elf so jar jnlp class py pyc pyw pyz pyzw rb pl apk deb rpm flatpakref snap',
    // Pages and pictures that carry scripts
    'html htm xhtml xht mht mhtml shtml svg svgz xml xsl xslt swf',
  ].flatMap((line) => line.split(' ')),
);

const DANGEROUS_TYPES =
  /^(?:text\/html|application\/xhtml\+xml|image\/svg\+xml|(?:application|text)\/(?:javascript|ecmascript|x-sh|x-msdownload|x-msdos-program|x-executable|hta|java-archive))$/;

export function isDangerous(fileName: string, mediaType: string): boolean {
  return (
    DANGEROUS_TYPES.test(mediaType) || DANGEROUS_EXTENSIONS.has(extensionOf(fileName).slice(1).toLowerCase())
  );
}
