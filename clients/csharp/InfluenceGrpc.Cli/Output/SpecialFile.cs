using System.Runtime.InteropServices;

namespace InfluenceGrpc.Cli.Output;

/// <summary>Tells devices, pipes and sockets from files that hold what is written to them.</summary>
internal static class SpecialFile
{
    private const int ModeOffset = sizeof(int);
    private const int TypeMask = 0xF000;
    private const int RegularType = 0x8000;
    private const int FolderType = 0x4000;

    /// <summary>Whether something that is neither a regular file nor a folder has this name; links are followed.</summary>
    public static bool Is(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        // Longer than the runtime's FileStatus, which begins with its flags and the mode on every system.
        var status = new byte[512];
        return Stat(path, status) == 0 && (BitConverter.ToInt32(status, ModeOffset) & TypeMask) is not (RegularType or FolderType);
    }

    // The base library tells the kind of a file nowhere; stat of the C library lies differently in memory on each system.
    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat")]
    private static extern int Stat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [Out] byte[] status);
}
