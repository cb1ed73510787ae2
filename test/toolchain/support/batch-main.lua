-- lua batch-main.lua FOLDER BUDGET: programs on standard input, each after a line with its bytes; "\2" ends what each printed.
local folder, budget = arg[1], tonumber(arg[2])
local function textOf(name)
    local file = assert(io.open(folder .. name))
    local text = file:read("*a")
    file:close()
    return text
end
local numberText = textOf("../../../tstl-apps/toolchain/runtime/NumberText.lua")
local run = assert(loadfile(folder .. "batch.lua"))(numberText .. textOf("native.lua"), budget)
while true do
    local bytes = io.read("*n")
    if not bytes then
        break
    end
    io.read(1)
    io.write(run(io.read(bytes)), "\2")
    io.flush()
end
