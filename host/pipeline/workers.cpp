#include "pipeline/workers.hpp"

#include <exception>

#include "observe/log.hpp"

namespace mortise::pipeline {

Workers::Workers(unsigned threads, std::size_t queue) : limit_{queue} {
    for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

Workers::~Workers() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    wake_.notify_all();
    for (auto& thread : threads_) thread.join();
}

bool Workers::post(std::function<void()> task) {
    {
        const std::lock_guard lock{mutex_};
        if (stopping_ || tasks_.size() >= limit_) return false;
        tasks_.push_back(std::move(task));
    }
    wake_.notify_one();
    return true;
}

std::size_t Workers::waiting() const {
    const std::lock_guard lock{mutex_};
    return tasks_.size();
}

void Workers::run() {
    std::unique_lock lock{mutex_};
    while (true) {
        wake_.wait(lock, [this] { return stopping_ || !tasks_.empty(); });
        if (tasks_.empty()) return;
        auto task = std::move(tasks_.front());
        tasks_.pop_front();
        lock.unlock();
        try {
            task();
        } catch (const std::exception& error) {   // out of memory, mostly: that request goes without, the others go on
            observe::log(observe::Level::error, "task_failed", {{"cause", error.what()}});
        }
        task = nullptr;   // what it holds is let go outside the lock
        lock.lock();
    }
}

}  // namespace mortise::pipeline
