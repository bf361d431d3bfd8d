package io.bpftest.engine.session;

import io.bpftest.program.AttachOnlyProgram;
import io.bpftest.program.CgroupDeviceProgram;
import io.bpftest.program.CgroupSockAddrProgram;
import io.bpftest.program.CgroupSockProgram;
import io.bpftest.program.CgroupSockoptProgram;
import io.bpftest.program.CgroupSysctlProgram;
import io.bpftest.program.ExtensionProgram;
import io.bpftest.program.KprobeProgram;
import io.bpftest.program.LircMode2Program;
import io.bpftest.program.LsmProgram;
import io.bpftest.program.LwtSeg6LocalProgram;
import io.bpftest.program.PerfEventProgram;
import io.bpftest.program.RawTracepointWritableProgram;
import io.bpftest.program.SkMsgProgram;
import io.bpftest.program.SkReuseportProgram;
import io.bpftest.program.SkSkbProgram;
import io.bpftest.program.SockOpsProgram;
import io.bpftest.program.StructOpsProgram;
import io.bpftest.program.TracepointProgram;
import java.util.List;

/** The handles of the types that the kernel takes no test run of. */
final class AttachOnlyTypes {

    static final List<Class<? extends AttachOnlyProgram>> ALL = List.of(
            KprobeProgram.class,
            TracepointProgram.class,
            PerfEventProgram.class,
            RawTracepointWritableProgram.class,
            CgroupSockProgram.class,
            CgroupSockAddrProgram.class,
            CgroupSockoptProgram.class,
            CgroupDeviceProgram.class,
            CgroupSysctlProgram.class,
            SockOpsProgram.class,
            SkSkbProgram.class,
            SkMsgProgram.class,
            SkReuseportProgram.class,
            LwtSeg6LocalProgram.class,
            LircMode2Program.class,
            StructOpsProgram.class,
            ExtensionProgram.class,
            LsmProgram.class);

    private AttachOnlyTypes() {}
}
